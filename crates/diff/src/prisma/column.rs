//! Columns as Prisma's language sees them.

use icms_model::change::{ColumnAlteration, Side};
use icms_model::{Array, Builtin, Column, DataType, DefaultValue, Expr, Pair, TypeName};

use crate::column::{Sameness, same_default, same_type};
use crate::comparison::Comparison;
use crate::member::Tables;

/// What is compared of a column. Collation and generation are not; identity and `serial` are one thing.
pub(crate) const COLUMN: [(ColumnAlteration, Sameness); 5] = [
    (ColumnAlteration::Type, |cmp, _, columns| same_column_type(cmp, columns)),
    (ColumnAlteration::Generated, |_, _, _| true),
    (ColumnAlteration::Identity, |_, _, columns| same_identity(columns)),
    (ColumnAlteration::Default, same_value),
    (ColumnAlteration::NotNull, |_, _, columns| same_nullability(columns)),
];

/// Whether the column counts by itself: `autoincrement()`.
pub(crate) fn counts(column: &Column) -> bool {
    let nextval = match &column.default {
        Some(DefaultValue::Nextval(_)) => true,
        Some(DefaultValue::Expression(text)) => text.text().starts_with("nextval("),
        Some(DefaultValue::Unspecified) | None => false,
    };
    nextval || column.identity.is_some()
}

fn same_column_type(cmp: &Comparison<'_>, columns: Pair<&Column>) -> bool {
    let types = columns.map(|c| &c.data_type);
    same_type(cmp, types) || same_time(cmp, types) || is_domain(cmp, types)
}

/// A time to which the file gives no precision is the same as one with any: Prisma never changes it.
fn same_time(cmp: &Comparison<'_>, types: Pair<&DataType>) -> bool {
    let (file, other) = match cmp.bounds.beyond_prisma(Side::After) {
        true => (types.before, types.after),
        false => (types.after, types.before),
    };
    let time = matches!(
        file.name,
        TypeName::Builtin(Builtin::Timestamp | Builtin::Timestamptz | Builtin::Time | Builtin::Timetz)
    );
    time && file.modifiers.is_empty() && file.name == other.name && file.array == other.array
}

/// A column of a domain shows as its base type, which the language has a word for.
fn is_domain(cmp: &Comparison<'_>, types: Pair<&DataType>) -> bool {
    let domain = |side: Side, data_type: &DataType| {
        cmp.bounds.beyond_prisma(side)
            && data_type.user_type().is_some_and(|name| cmp.bounds.unmanaged(side, name))
    };
    domain(Side::Before, types.before) || domain(Side::After, types.after)
}

/// Losing or getting an identity is a difference only where the other side does not count at all.
fn same_identity(columns: Pair<&Column>) -> bool {
    let counting = columns.map(counts);
    counting.before == counting.after
        || (columns.before.identity.is_none() && columns.after.identity.is_none())
}

fn same_value(cmp: &mut Comparison<'_>, tables: Tables<'_>, columns: Pair<&Column>) -> bool {
    let generated = columns.before.generated.is_some() || columns.after.generated.is_some();
    let counting = columns.map(counts);
    let identity = columns.before.identity.is_some() || columns.after.identity.is_some();
    generated
        || (counting.before && counting.after)
        || (identity && columns.before.default.is_none() && columns.after.default.is_none())
        || same_meaning(columns)
        || same_default(cmp, tables, columns)
}

/// Defaults that the language has one word for and PostgreSQL several.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Meaning {
    Now,
    EmptyList,
    /// A time in UTC: Prisma writes the zone, which a `timestamp` does not keep.
    Moment(String),
}

fn same_meaning(columns: Pair<&Column>) -> bool {
    let meaning = columns.map(|column| match &column.default {
        Some(DefaultValue::Expression(text)) => meaning(text, &column.data_type),
        Some(DefaultValue::Nextval(_) | DefaultValue::Unspecified) | None => None,
    });
    meaning.before.is_some() && meaning.before == meaning.after
}

fn meaning(text: &Expr, data_type: &DataType) -> Option<Meaning> {
    let text = text.text().to_ascii_lowercase();
    let value = text.split("::").next().unwrap_or(&text).trim();
    match (value, data_type.array) {
        ("now()" | "current_timestamp", Array::No) => Some(Meaning::Now),
        ("array[]" | "'{}'" | "(array[]", Array::Yes) => Some(Meaning::EmptyList),
        (quoted, Array::No) if data_type.as_builtin() == Some(Builtin::Timestamp) => moment(quoted),
        _ => None,
    }
}

fn moment(quoted: &str) -> Option<Meaning> {
    let inside = quoted.strip_prefix('\'')?.strip_suffix('\'')?;
    let local = inside.strip_suffix(" +00:00").unwrap_or(inside);
    let digits = |c: char| c.is_ascii_digit() || matches!(c, '-' | ':' | '.' | ' ');
    local.chars().all(digits).then(|| Meaning::Moment(local.to_owned()))
}

/// Lists are nullable for Prisma whatever the database says.
fn same_nullability(columns: Pair<&Column>) -> bool {
    let list = columns.map(|c| c.data_type.array == Array::Yes);
    (list.before && list.after) || columns.before.not_null == columns.after.not_null
}
