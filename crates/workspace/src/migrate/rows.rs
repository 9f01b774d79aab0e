//! Rows made up for a scratch database, and whether they are still what they were.

use std::collections::{BTreeMap, BTreeSet};

use icms_connect::Session;
use icms_diagnostic::Diagnostic;
use icms_sql::quote_ident;

use crate::Outcome;

/// How many rows each table gets.
const ROWS: usize = 2;

/// Every column that can be written, with an expression for its value in row `$n`; columns of a foreign key take it
/// from the row they point to.
const COLUMNS: &str = "
SELECT n.nspname, c.relname, a.attname, pg_catalog.format_type(a.atttypid, a.atttypmod),
  t.typcategory, coalesce(b.typname, t.typname),
  (SELECT e.enumlabel FROM pg_catalog.pg_enum e WHERE e.enumtypid IN (t.oid, b.oid) ORDER BY e.enumsortorder LIMIT 1),
  fk.target, fk.attname
FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_catalog.pg_type t ON t.oid = a.atttypid LEFT JOIN pg_catalog.pg_type b ON b.oid = t.typbasetype
LEFT JOIN LATERAL (
  SELECT k.confrelid::pg_catalog.regclass::text AS target, r.attname FROM pg_catalog.pg_constraint k,
    unnest(k.conkey, k.confkey) AS pair (mine, theirs)
    JOIN LATERAL (SELECT attname FROM pg_catalog.pg_attribute WHERE attrelid = k.confrelid AND attnum = pair.theirs) r ON true
  WHERE k.contype = 'f' AND k.conrelid = c.oid AND pair.mine = a.attnum LIMIT 1) fk ON true
WHERE c.relkind = 'r' AND a.attidentity = '' AND a.attgenerated = '' AND c.relpersistence = 'p'
  AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
  AND c.relname NOT IN ('_icms_migrations', '_icms_steps', '_icms_meta', '_icms_log', '_prisma_migrations')
  AND NOT EXISTS (SELECT FROM pg_catalog.pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e')
ORDER BY 1, 2, a.attnum";

/// A table by namespace and name.
pub(super) type TableName = (String, String);

/// Tables whose rows are followed, with the columns that are.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Rows {
    columns: BTreeMap<TableName, Vec<String>>,
}

/// Puts rows into every table that takes them, whatever its foreign keys want first.
pub(super) fn fill(session: &mut Session) -> Outcome<()> {
    let mut columns: BTreeMap<TableName, Vec<(String, Value)>> = BTreeMap::new();
    for row in session.texts(COLUMNS).map_err(Diagnostic::from)? {
        let mut cells = row.into_iter();
        let mut next = || cells.next().flatten();
        let (Some(namespace), Some(table), Some(column)) = (next(), next(), next()) else { continue };
        let value =
            Value { of: next(), category: next(), base: next(), label: next(), target: next(), key: next() };
        columns.entry((namespace, table)).or_default().push((column, value));
    }
    let mut waiting: Vec<_> = columns.into_iter().collect();
    loop {
        let before = waiting.len();
        waiting.retain(|(table, columns)| !(1..=ROWS).all(|n| insert(session, table, columns, n)));
        // What is left points at itself in a ring, or asks for values that nobody can guess.
        if waiting.is_empty() || waiting.len() == before {
            return Ok(());
        }
    }
}

fn insert(session: &mut Session, table: &TableName, columns: &[(String, Value)], n: usize) -> bool {
    let names: Vec<String> = columns.iter().map(|(name, _)| quote_ident(name).into_owned()).collect();
    let values: Vec<String> = columns.iter().map(|(_, value)| value.expression(n)).collect();
    let sql = if names.is_empty() {
        format!("INSERT INTO {} DEFAULT VALUES", qualified(table))
    } else {
        format!("INSERT INTO {} ({}) VALUES ({})", qualified(table), names.join(", "), values.join(", "))
    };
    session.batch_execute(&sql).is_ok()
}

/// What is known of a column's values.
#[derive(Debug)]
struct Value {
    of: Option<String>,
    category: Option<String>,
    base: Option<String>,
    label: Option<String>,
    target: Option<String>,
    key: Option<String>,
}

impl Value {
    fn expression(&self, n: usize) -> String {
        if let (Some(target), Some(key)) = (&self.target, &self.key) {
            return format!(
                "(SELECT {} FROM {target} ORDER BY ctid LIMIT 1 OFFSET {})",
                quote_ident(key),
                n - 1
            );
        }
        let of = self.of.as_deref().unwrap_or("text");
        let text = match (self.category.as_deref(), self.base.as_deref()) {
            (_, Some("json" | "jsonb")) => "{}".to_owned(),
            (_, Some("uuid")) => format!("{n:032}"),
            (_, Some("bytea" | "tsvector")) => String::new(),
            (_, Some("xml")) => "<a/>".to_owned(),
            (Some("E"), _) => self.label.clone().unwrap_or_default(),
            (Some("B"), _) => "true".to_owned(),
            (Some("D"), _) => format!("2001-02-0{n} 12:00"),
            (Some("T"), _) => format!("{n} hours"),
            (Some("A"), _) => "{}".to_owned(),
            (Some("R"), _) => "empty".to_owned(),
            (Some("I"), _) => format!("10.0.0.{n}"),
            _ => n.to_string(),
        };
        format!("CAST('{}' AS {of})", text.replace('\'', "''"))
    }
}

/// The tables and columns that are there now.
pub(super) fn present(session: &mut Session) -> Outcome<Rows> {
    let mut rows = Rows::default();
    for row in session.texts(COLUMNS).map_err(Diagnostic::from)? {
        let mut cells = row.into_iter();
        let mut next = || cells.next().flatten();
        let (Some(namespace), Some(table), Some(column)) = (next(), next(), next()) else { continue };
        rows.columns.entry((namespace, table)).or_default().push(column);
    }
    Ok(rows)
}

impl Rows {
    /// The same without what is known to be lost: whole tables, and columns (namespace, table, column).
    pub(super) fn without(
        mut self,
        tables: &BTreeSet<TableName>,
        columns: &BTreeSet<(String, String, String)>,
    ) -> Self {
        self.columns.retain(|table, _| !tables.contains(table));
        for ((namespace, table), names) in &mut self.columns {
            names.retain(|name| !columns.contains(&(namespace.clone(), table.clone(), name.clone())));
        }
        self
    }

    /// For each table, how many rows it has and a sum over what stands in them.
    pub(super) fn sums(&self, session: &mut Session) -> Outcome<BTreeMap<TableName, String>> {
        let mut sums = BTreeMap::new();
        for (table, columns) in &self.columns {
            let names: Vec<String> = columns.iter().map(|name| quote_ident(name).into_owned()).collect();
            let sql = format!(
                "SELECT count(*) || ' ' || coalesce(pg_catalog.md5(string_agg(line, E'\\n' ORDER BY line COLLATE \"C\")), '') \
                 FROM (SELECT CAST(ROW({}) AS text) AS line FROM ONLY {}) AS lines",
                names.join(", "),
                qualified(table)
            );
            let found = session.texts(&sql).map_err(Diagnostic::from)?;
            sums.insert(table.clone(), found.into_iter().flatten().flatten().next().unwrap_or_default());
        }
        Ok(sums)
    }
}

fn qualified((namespace, table): &TableName) -> String {
    format!("{}.{}", quote_ident(namespace), quote_ident(table))
}
