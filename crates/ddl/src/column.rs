//! Columns as SQL.

use icms_model::{
    Array, Builtin, Cast, Column, DataType, DefaultValue, Generated, GeneratedKind, Identity, IdentityKind,
    LockLevel, Persistence, QualifiedName, Sequence, SequenceOptions,
};
use icms_sql::{Name, Suffix, implicit_name, quote_literal};

use crate::name::qualified;
use crate::{Clause, Pass, Statement, data_type, expression, sequence};

/// How a column that owns a new sequence is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Form {
    /// With its type and default; the sequence has a statement of its own.
    Spelled,
    /// `serial`, `bigserial`, `smallserial`: the server makes the sequence, the default and the ownership.
    Serial,
}

/// Whether `serial` makes exactly this column and this sequence.
#[must_use]
pub fn serial_fits(table: &QualifiedName, column: &Column, owned: &Sequence) -> bool {
    let name = implicit_name(table.name.as_str(), &[&column.name], Suffix::Sequence, |_| false);
    let Some(integer) = column.data_type.as_builtin().filter(|b| b.is_integer()) else { return false };
    let owner = owned.owner.as_ref();
    owned.name == table.sibling(name)
        && owner.is_some_and(|o| o.table == *table && o.column == column.name)
        && owned.options == SequenceOptions::ascending(integer)
        && owned.persistence == Persistence::Permanent
        && column.not_null
        && column.default == Some(DefaultValue::Nextval(owned.name.clone()))
}

/// As it stands in `CREATE TABLE` and after `ADD COLUMN`, without its name.
#[must_use]
pub fn definition(table: &QualifiedName, column: &Column, form: Form) -> String {
    if form == Form::Serial {
        return serial_word(&column.data_type).to_owned();
    }
    let mut text = data_type::written(&column.data_type);
    text.push_str(&collate(column));
    // PostgreSQL implies NOT NULL for identity columns.
    if column.not_null && column.identity.is_none() {
        text.push_str(" NOT NULL");
    }
    if let Some(default) = column.default.as_ref().and_then(restricted_default) {
        text.push_str(&format!(" DEFAULT {default}"));
    }
    if let Some(identity) = &column.identity {
        text.push_str(&format!(" {}", identity_text(table, &column.name, identity)));
    }
    if let Some(generated) = &column.generated {
        text.push_str(&format!(" {}", generated_text(generated)));
    }
    text
}

/// `ADD COLUMN`.
#[must_use]
pub fn add(table: &QualifiedName, column: &Column, form: Form) -> Clause {
    let definition = definition(table, column, form);
    Clause::new(format!("ADD COLUMN {} {definition}", column.name.quoted()), Pass::AddColumn)
}

/// `DROP COLUMN`, with the indexes and constraints that are its own.
#[must_use]
pub fn drop(column: &Name) -> Clause {
    Clause::new(format!("DROP COLUMN {}", column.quoted()), Pass::Drop)
}

/// `ALTER TABLE … RENAME COLUMN`.
#[must_use]
pub fn rename(table: &QualifiedName, from: &Name, to: &Name) -> Statement {
    let sql = format!("ALTER TABLE {} RENAME COLUMN {} TO {}", qualified(table), from.quoted(), to.quoted());
    Statement::new(sql).locking(LockLevel::AccessExclusive, [table.clone()])
}

/// `ALTER COLUMN … TYPE`, with `USING` only where the server has no assignment cast.
#[must_use]
pub fn set_type(from: &DataType, to: &Column, cast: Cast) -> Clause {
    let name = to.name.quoted();
    let written = data_type::written(&to.data_type);
    let using = match cast {
        Cast::Same | Cast::Assignment => String::new(),
        Cast::Explicit => format!(" USING {name}::{written}"),
        Cast::IntoArray if to.not_null => format!(" USING ARRAY[{name}]"),
        Cast::IntoArray => format!(" USING CASE WHEN {name} IS NOT NULL THEN ARRAY[{name}] END"),
        Cast::ThroughText => {
            // An array goes element by element; against a single value, as the text of the whole.
            let array = from.array == Array::Yes && to.data_type.array == Array::Yes;
            format!(" USING {name}::text{}::{written}", if array { "[]" } else { "" })
        }
    };
    alter(&to.name, &format!("TYPE {written}{}{using}", collate(to)), Pass::Type)
}

/// `ALTER COLUMN … SET DEFAULT`; nothing for a default that nobody named.
#[must_use]
pub fn set_default(column: &Name, default: &DefaultValue) -> Option<Clause> {
    let text = default_text(default)?;
    Some(alter(column, &format!("SET DEFAULT {text}"), Pass::AddConstraint))
}

/// `ALTER COLUMN … DROP DEFAULT`.
#[must_use]
pub fn drop_default(column: &Name) -> Clause {
    alter(column, "DROP DEFAULT", Pass::Drop)
}

/// `ALTER COLUMN … SET NOT NULL`.
#[must_use]
pub fn set_not_null(column: &Name) -> Clause {
    alter(column, "SET NOT NULL", Pass::Attributes)
}

/// `ALTER COLUMN … DROP NOT NULL`.
#[must_use]
pub fn drop_not_null(column: &Name) -> Clause {
    alter(column, "DROP NOT NULL", Pass::Drop)
}

/// `ALTER COLUMN … ADD GENERATED … AS IDENTITY`.
#[must_use]
pub fn add_identity(table: &QualifiedName, column: &Name, identity: &Identity) -> Clause {
    alter(column, &format!("ADD {}", identity_text(table, column, identity)), Pass::AddConstraint)
}

/// `ALTER COLUMN … DROP IDENTITY`.
#[must_use]
pub fn drop_identity(column: &Name) -> Clause {
    alter(column, "DROP IDENTITY", Pass::Drop)
}

/// `ALTER COLUMN … SET GENERATED …` and its sequence's options; nothing when both agree.
#[must_use]
pub fn set_identity(column: &Name, before: &Identity, after: &Identity) -> Option<Clause> {
    let kind = (before.kind != after.kind).then(|| format!("GENERATED {}", kind_word(after.kind)));
    // The server moves the sequence's own type and bounds along with the column's type.
    let mut from = before.options.clone();
    if from.data_type != after.options.data_type && from.max == SequenceOptions::highest(from.data_type) {
        from.max = SequenceOptions::highest(after.options.data_type);
    }
    let words = kind.into_iter().chain(sequence::different(&from, &after.options));
    let text = words.map(|word| format!("SET {word}")).collect::<Vec<_>>().join(" ");
    (!text.is_empty()).then(|| alter(column, &text, Pass::Attributes))
}

/// `ALTER COLUMN … DROP EXPRESSION`: what was computed stays as ordinary values (13 and later).
#[must_use]
pub fn drop_expression(column: &Name) -> Clause {
    alter(column, "DROP EXPRESSION", Pass::Drop)
}

/// `ALTER COLUMN … SET EXPRESSION` (17 and later).
#[must_use]
pub fn set_expression(column: &Name, generated: &Generated) -> Clause {
    let expression = expression::parenthesized(&generated.expression);
    alter(column, &format!("SET EXPRESSION AS {expression}"), Pass::Type)
}

fn alter(column: &Name, what: &str, pass: Pass) -> Clause {
    Clause::new(format!("ALTER COLUMN {} {what}", column.quoted()), pass)
}

fn serial_word(data_type: &DataType) -> &'static str {
    match data_type.as_builtin() {
        Some(Builtin::Int2) => "smallserial",
        Some(Builtin::Int8) => "bigserial",
        _ => "serial",
    }
}

fn collate(column: &Column) -> String {
    column.collation.as_ref().map(|c| format!(" COLLATE {}", collation(c))).unwrap_or_default()
}

/// Collations of the server itself are found without their namespace.
pub(crate) fn collation(name: &QualifiedName) -> String {
    if name.namespace == *"pg_catalog" { name.name.quoted().into_owned() } else { qualified(name) }
}

fn default_text(default: &DefaultValue) -> Option<String> {
    match default {
        DefaultValue::Nextval(sequence) => Some(format!("nextval({})", quote_literal(&qualified(sequence)))),
        DefaultValue::Expression(expression) => Some(expression.text().to_owned()),
        DefaultValue::Unspecified => None,
    }
}

fn restricted_default(default: &DefaultValue) -> Option<String> {
    match default {
        DefaultValue::Expression(expression) => Some(expression::restricted(expression)),
        DefaultValue::Nextval(_) | DefaultValue::Unspecified => default_text(default),
    }
}

const fn kind_word(kind: IdentityKind) -> &'static str {
    match kind {
        IdentityKind::Always => "ALWAYS",
        IdentityKind::ByDefault => "BY DEFAULT",
    }
}

fn identity_text(table: &QualifiedName, column: &Name, identity: &Identity) -> String {
    let implicit = implicit_name(table.name.as_str(), &[column], Suffix::Sequence, |_| false);
    let named = (identity.sequence != table.sibling(implicit))
        .then(|| format!("SEQUENCE NAME {}", qualified(&identity.sequence)));
    let options = sequence::different(&sequence::defaults(&identity.options), &identity.options);
    let words: Vec<String> = named.into_iter().chain(options).collect();
    let options = if words.is_empty() { String::new() } else { format!(" ({})", words.join(" ")) };
    format!("GENERATED {} AS IDENTITY{options}", kind_word(identity.kind))
}

fn generated_text(generated: &Generated) -> String {
    let kind = match generated.kind {
        GeneratedKind::Stored => "STORED",
        GeneratedKind::Virtual => "VIRTUAL",
    };
    format!("GENERATED ALWAYS AS {} {kind}", expression::parenthesized(&generated.expression))
}
