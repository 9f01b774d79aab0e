//! Facts about the data, for rules to judge by: read-only, bounded in time, and silent where nothing is known.

mod probe;
mod sample;

use std::collections::BTreeMap;
use std::time::{Duration, Instant};

use icms_connect::Session;
use icms_model::{Facts, QualifiedName, Schema, Table, TableFacts};
use postgres::types::Type;

use crate::cells::{Cells, Read};
use probe::Probe;

/// How long a question may take.
const QUESTION: Duration = Duration::from_secs(5);

/// How long all questions may take; what is not asked by then stays unknown.
const ALL: Duration = Duration::from_secs(60);

/// What is known about the data in these tables. A table that the schema or the server does not have, or whose data
/// the role may not see, is left out: rules then assume the worst.
///
/// Every question is a read-only transaction of its own that gives up after five seconds, or after a fifth of a
/// second behind a lock, so that nothing waits for us for long. Questions stop at the first witness.
#[must_use]
pub fn facts(session: &mut Session, schema: &Schema, tables: &[QualifiedName]) -> Facts {
    let mut facts = Facts::default();
    let mut probe = Probe::new(session, QUESTION, Instant::now() + ALL);
    let tables: BTreeMap<&QualifiedName, &Table> =
        tables.iter().filter_map(|name| Some((name, &**schema.tables.named(name)?))).collect();
    let sizes = sizes(&mut probe, &tables).unwrap_or_default();
    for (name, mut table_facts) in sizes {
        let Some(table) = tables.get(&name) else { continue };
        let Some(has_rows) = probe.exists(&format!("SELECT FROM {}", probe::quoted(&name))) else { continue };
        table_facts.has_rows = has_rows;
        table_facts.columns = sample::columns(&mut probe, table, has_rows);
        facts.tables.insert(name, table_facts);
    }
    facts
}

/// Estimated rows and size of all tables at once.
fn sizes(
    probe: &mut Probe<'_>,
    tables: &BTreeMap<&QualifiedName, &Table>,
) -> Option<BTreeMap<QualifiedName, TableFacts>> {
    let namespaces: Vec<&str> = tables.keys().map(|name| name.namespace.as_str()).collect();
    let names: Vec<&str> = tables.keys().map(|name| name.name.as_str()).collect();
    let rows = probe
        .rows(include_str!("size.sql"), &[(&namespaces, Type::TEXT_ARRAY), (&names, Type::TEXT_ARRAY)])?;
    let one = |row| -> Read<(QualifiedName, TableFacts)> {
        let mut cells = Cells::of(row);
        let name = QualifiedName::new(cells.take::<&str>()?, cells.take::<&str>()?);
        let estimated_rows = cells.take::<Option<f32>>()?.map(f64::from);
        let bytes = u64::try_from(cells.take::<i64>()?).unwrap_or(0);
        Ok((name, TableFacts { estimated_rows, bytes, ..TableFacts::default() }))
    };
    rows.iter().map(one).collect::<Read<_>>().ok()
}
