//! Whether the database is what the client was made for.

use std::collections::BTreeMap;
use std::fmt;

use crate::raw::{SqlRows, sql};
use crate::{Error, Result};

/// What a generated module expects of the database.
#[derive(Debug, Clone, Copy)]
pub struct Schema {
    /// A fingerprint of everything below.
    pub hash: &'static str,
    /// Tables and views.
    pub tables: &'static [Table],
    /// Enums.
    pub enums: &'static [Enum],
}

/// A table or view as the client uses it.
#[derive(Debug, Clone, Copy)]
pub struct Table {
    /// Its namespace.
    pub namespace: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The columns that are used.
    pub columns: &'static [TableColumn],
    /// The columns of each key, quoted: no two rows share their values, none of which may be NULL.
    pub keys: &'static [&'static [&'static str]],
}

/// A column as the client uses it.
#[derive(Debug, Clone, Copy)]
pub struct TableColumn {
    /// Its name.
    pub name: &'static str,
    /// Its type without modifiers, as `format_type` prints it.
    pub data_type: &'static str,
    /// Whether the client can take NULL.
    pub nulls: Nulls,
    /// Whether a new row gives it a value.
    pub given: Given,
}

impl TableColumn {
    const fn new(name: &'static str, data_type: &'static str, nulls: Nulls, given: Given) -> Self {
        Self { name, data_type, nulls, given }
    }

    /// One that is never NULL.
    #[must_use]
    pub const fn required(name: &'static str, data_type: &'static str) -> Self {
        Self::new(name, data_type, Nulls::Never, Given::Always)
    }

    /// One that is never NULL, and that a new row may leave to the database.
    #[must_use]
    pub const fn defaulted(name: &'static str, data_type: &'static str) -> Self {
        Self::new(name, data_type, Nulls::Never, Given::Sometimes)
    }

    /// One that is never NULL, and whose values the database alone makes.
    #[must_use]
    pub const fn made(name: &'static str, data_type: &'static str) -> Self {
        Self::new(name, data_type, Nulls::Never, Given::Never)
    }

    /// One that can be NULL.
    #[must_use]
    pub const fn optional(name: &'static str, data_type: &'static str) -> Self {
        Self::new(name, data_type, Nulls::Expected, Given::Sometimes)
    }

    /// One that can be NULL, and whose values the database alone makes.
    #[must_use]
    pub const fn made_or_null(name: &'static str, data_type: &'static str) -> Self {
        Self::new(name, data_type, Nulls::Expected, Given::Never)
    }

    /// A list, which is read as empty where it is NULL, and which a new row may leave out.
    #[must_use]
    pub const fn list(name: &'static str, data_type: &'static str) -> Self {
        Self::new(name, data_type, Nulls::Unknown, Given::Sometimes)
    }

    /// One that is only read, and may be NULL or not: columns of views.
    #[must_use]
    pub const fn any(name: &'static str, data_type: &'static str) -> Self {
        Self::new(name, data_type, Nulls::Unknown, Given::Never)
    }
}

/// Whether a new row gives a column a value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Given {
    /// It does.
    Always,
    /// It may leave it to the database.
    Sometimes,
    /// The database alone makes it.
    Never,
}

/// Whether NULL is expected.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Nulls {
    /// It is.
    Expected,
    /// It is not.
    Never,
    /// Nothing is known: views.
    Unknown,
}

/// An enum as the client uses it.
#[derive(Debug, Clone, Copy)]
pub struct Enum {
    /// Its namespace.
    pub namespace: &'static str,
    /// Its name.
    pub name: &'static str,
    /// The labels that are known.
    pub labels: &'static [&'static str],
    /// Whether the client can read labels that it does not know.
    pub others: Others,
}

impl Enum {
    /// One whose other labels cannot be read.
    #[must_use]
    pub const fn refused(
        namespace: &'static str,
        name: &'static str,
        labels: &'static [&'static str],
    ) -> Self {
        Self { namespace, name, labels, others: Others::Refused }
    }

    /// One whose other labels are kept as text.
    #[must_use]
    pub const fn kept(namespace: &'static str, name: &'static str, labels: &'static [&'static str]) -> Self {
        Self { namespace, name, labels, others: Others::Kept }
    }
}

/// What happens with labels that are not known.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Others {
    /// They cannot be read.
    Refused,
    /// They are kept as text.
    Kept,
}

/// What to do about a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnDrift {
    /// It is an error.
    Fail,
    /// It is returned, and one event of `tracing` for each difference.
    Warn,
    /// Nobody looks: the server is not asked.
    Ignore,
}

/// A difference that can break the client. What was merely added is none.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Drift {
    /// The table or view is not there.
    MissingTable(String),
    /// The column is not there.
    MissingColumn(String),
    /// The column has another type.
    OtherType {
        /// The column.
        column: String,
        /// What the client expects.
        expected: String,
        /// What is there.
        found: String,
    },
    /// The column can be NULL, which the client cannot read.
    CanBeNull(String),
    /// The column refuses NULL, which the client may write.
    RefusesNull(String),
    /// The column needs a value, which the client does not give.
    NeedsValue(String),
    /// The column has no default any more, which new rows of the client leave it to.
    NoDefault(String),
    /// The database alone makes the values of the column, and the client gives some.
    RefusesValue(String),
    /// The enum is not there.
    MissingEnum(String),
    /// The enum has a value that the client cannot read.
    UnknownLabel {
        /// The enum.
        name: String,
        /// The value.
        label: String,
    },
    /// The enum lacks a value that the client can write.
    MissingLabel {
        /// The enum.
        name: String,
        /// The value.
        label: String,
    },
}

impl fmt::Display for Drift {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::MissingTable(table) => write!(f, "{table} does not exist"),
            Self::MissingColumn(column) => write!(f, "{column} does not exist"),
            Self::OtherType { column, expected, found } => {
                write!(f, "{column} is {found}, the client expects {expected}")
            }
            Self::CanBeNull(column) => write!(f, "{column} can be NULL, the client does not expect it"),
            Self::RefusesNull(column) => write!(f, "{column} refuses NULL, the client may write it"),
            Self::NeedsValue(column) => write!(f, "{column} needs a value that the client does not give"),
            Self::NoDefault(column) => write!(f, "{column} has no default, the client leaves it out"),
            Self::RefusesValue(column) => write!(f, "{column} is always generated, the client may give it"),
            Self::MissingEnum(name) => write!(f, "enum {name} does not exist"),
            Self::UnknownLabel { name, label } => write!(f, "enum {name} has {label}, unknown to the client"),
            Self::MissingLabel { name, label } => write!(f, "enum {name} lacks {label}"),
        }
    }
}

/// Namespace, table, column, type, whether it refuses NULL, whether it fills itself, whether nobody else can.
type ColumnRow = (String, String, String, String, bool, bool, bool);

/// A column as it is there.
struct LiveColumn {
    name: String,
    data_type: String,
    not_null: bool,
    /// Whether a new row may leave it out.
    filled: bool,
    /// Whether a new row must.
    generated: bool,
}

/// Namespace, enum, label.
type LabelRow = (String, String, String);

/// Every column of these tables.
pub(crate) fn columns(schema: &Schema) -> SqlRows<ColumnRow> {
    let names = |of: fn(&Table) -> &'static str| schema.tables.iter().map(of).collect::<Vec<_>>();
    sql(include_str!("columns.sql")).bind(names(|t| t.namespace)).bind(names(|t| t.name)).rows()
}

/// Every label of these enums.
pub(crate) fn labels(schema: &Schema) -> SqlRows<LabelRow> {
    let names = |of: fn(&Enum) -> &'static str| schema.enums.iter().map(of).collect::<Vec<_>>();
    sql("SELECT n.nspname::text, t.typname::text, e.enumlabel::text \
         FROM pg_catalog.pg_enum e \
         JOIN pg_catalog.pg_type t ON t.oid = e.enumtypid \
         JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace \
         JOIN unnest($1::text[], $2::text[]) AS used(namespace, name) ON (n.nspname, t.typname) = (used.namespace, used.name) \
         ORDER BY 1, 2, e.enumsortorder")
    .bind(names(|e| e.namespace))
    .bind(names(|e| e.name))
    .rows()
}

/// What differs, in the order of the schema.
pub(crate) fn compare(schema: &Schema, columns: Vec<ColumnRow>, labels: Vec<LabelRow>) -> Vec<Drift> {
    let mut found: BTreeMap<(String, String), Vec<LiveColumn>> = BTreeMap::new();
    for (namespace, table, name, data_type, not_null, filled, generated) in columns {
        let column = LiveColumn { name, data_type, not_null, filled, generated };
        found.entry((namespace, table)).or_default().push(column);
    }
    let mut drift = Vec::new();
    for table in schema.tables {
        match found.get(&(table.namespace.to_owned(), table.name.to_owned())) {
            Some(live) => table.compare(live, &mut drift),
            None => drift.push(Drift::MissingTable(table.to_string())),
        }
    }
    let mut known: BTreeMap<(String, String), Vec<String>> = BTreeMap::new();
    for (namespace, name, label) in labels {
        known.entry((namespace, name)).or_default().push(label);
    }
    for of in schema.enums {
        match known.get(&(of.namespace.to_owned(), of.name.to_owned())) {
            Some(live) => of.compare(live, &mut drift),
            None => drift.push(Drift::MissingEnum(of.to_string())),
        }
    }
    drift
}

/// What becomes of the differences.
pub(crate) fn judged(drift: Vec<Drift>, on: OnDrift) -> Result<Vec<Drift>> {
    match on {
        OnDrift::Fail if !drift.is_empty() => Err(Error::Drift(drift)),
        OnDrift::Warn => {
            drift.iter().for_each(crate::trace::difference);
            Ok(drift)
        }
        OnDrift::Fail | OnDrift::Ignore => Ok(drift),
    }
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.namespace, self.name)
    }
}

impl fmt::Display for Enum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.namespace, self.name)
    }
}

impl Table {
    fn compare(&self, live: &[LiveColumn], drift: &mut Vec<Drift>) {
        for expected in self.columns {
            let column = format!("{self}.{}", expected.name);
            match live.iter().find(|live| live.name == expected.name) {
                Some(live) => expected.compare(live, column, drift),
                None => drift.push(Drift::MissingColumn(column)),
            }
        }
        let unknown = live.iter().filter(|live| self.columns.iter().all(|c| c.name != live.name));
        let needed = unknown.filter(|live| !live.filled);
        drift.extend(needed.map(|live| Drift::NeedsValue(format!("{self}.{}", live.name))));
    }
}

impl TableColumn {
    fn compare(&self, live: &LiveColumn, column: String, drift: &mut Vec<Drift>) {
        if family(&live.data_type) != family(self.data_type) {
            let (expected, found) = (self.data_type.to_owned(), live.data_type.clone());
            drift.push(Drift::OtherType { column: column.clone(), expected, found });
        } else {
            match (self.nulls, live.not_null) {
                (Nulls::Never, false) => drift.push(Drift::CanBeNull(column.clone())),
                (Nulls::Expected, true) => drift.push(Drift::RefusesNull(column.clone())),
                (Nulls::Never | Nulls::Expected | Nulls::Unknown, _) => {}
            }
        }
        match self.given {
            Given::Always | Given::Sometimes if live.generated => drift.push(Drift::RefusesValue(column)),
            // One that can be NULL refuses it now, which is said already.
            Given::Sometimes | Given::Never if !live.filled && self.nulls != Nulls::Expected => {
                drift.push(Drift::NoDefault(column));
            }
            Given::Always | Given::Sometimes | Given::Never => {}
        }
    }
}

/// Types that travel alike.
fn family(data_type: &str) -> &str {
    match data_type {
        "character varying" | "character" => "text",
        "character varying[]" | "character[]" => "text[]",
        other => other,
    }
}

impl Enum {
    fn compare(&self, live: &[String], drift: &mut Vec<Drift>) {
        let name = self.to_string();
        if self.others == Others::Refused {
            let unknown = live.iter().filter(|label| !self.labels.contains(&label.as_str()));
            drift.extend(
                unknown.map(|label| Drift::UnknownLabel { name: name.clone(), label: label.clone() }),
            );
        }
        let missing = self.labels.iter().filter(|label| !live.iter().any(|l| l == **label));
        drift.extend(
            missing.map(|label| Drift::MissingLabel { name: name.clone(), label: (*label).to_owned() }),
        );
    }
}
