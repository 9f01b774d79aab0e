//! Rows of a test, put into tables and compared with what is there. The server itself reads the values, as the column's
//! type has it.

use std::collections::BTreeSet;

use icms_connect::{DatabaseError, Session};
use icms_diagnostic::Diagnostic;
use icms_report::text_diff;
use icms_sql::{quote_ident, quote_literal};

use super::case::{Before, Expected, Query, Tables};
use crate::{Failure, Outcome, codes};

/// Puts rows into their tables, whatever their foreign keys want first.
pub fn insert(before: &Before, session: &mut Session) -> Outcome<()> {
    let mut waiting: Vec<_> = before.rows.iter().filter(|(_, rows)| !rows.is_empty()).collect();
    while !waiting.is_empty() {
        let mut refused = Vec::new();
        let mut first = None;
        for (table, rows) in &waiting {
            if let Err(error) = insert_into(table, rows, session) {
                refused.push((*table, *rows));
                first.get_or_insert((*table, error));
            }
        }
        if let (true, Some((table, error))) = (refused.len() == waiting.len(), first) {
            return Err(unreadable(table)(error).into());
        }
        waiting = refused;
    }
    Ok(())
}

fn insert_into(table: &str, rows: &[toml::Table], session: &mut Session) -> Result<(), DatabaseError> {
    let name = qualified(table);
    let inserts = rows.iter().map(|row| {
        let columns: Vec<_> = row.keys().map(|column| quote_ident(column)).collect();
        let columns = columns.join(", ");
        format!(
            "INSERT INTO {name} ({columns}) OVERRIDING SYSTEM VALUE SELECT {columns} FROM {};",
            record(&name, row)
        )
    });
    session.batch_execute(&inserts.collect::<String>())
}

/// A row of a table, with the values that the test gives.
fn record(table: &str, row: &toml::Table) -> String {
    let json = serde_json::to_string(row).unwrap_or_default();
    format!("pg_catalog.jsonb_populate_record(NULL::{table}, {})", quote_literal(&json))
}

/// What differs, as a unified diff; empty when nothing does. `when` says after what.
pub fn difference(expected: &Expected, when: &str, session: &mut Session) -> Outcome<String> {
    let mut diff = tables(&expected.rows, when, session)?;
    for query in &expected.query {
        diff.push_str(&queried(query, when, session)?);
    }
    Ok(diff)
}

fn tables(tables: &Tables, when: &str, session: &mut Session) -> Outcome<String> {
    let mut diff = String::new();
    for (table, rows) in tables {
        let name = qualified(table);
        let columns: BTreeSet<&str> = rows.iter().flat_map(toml::Table::keys).map(String::as_str).collect();
        let columns: Vec<&str> = columns.into_iter().collect();
        let mut expected = Vec::new();
        for row in rows {
            let one = selected(&columns, &format!("{} AS r", record(&name, row)), session);
            expected.extend(one.map_err(unreadable(table))?);
        }
        let found = selected(&columns, &format!("ONLY {name} AS r"), session).map_err(unreadable(table))?;
        diff.push_str(&text_diff(&sorted(expected), &sorted(found), &format!("{table} {when}")));
    }
    Ok(diff)
}

/// Rows as lines; of rows without any column that matters, all of them.
fn selected(columns: &[&str], from: &str, session: &mut Session) -> Result<Vec<String>, DatabaseError> {
    let list: Vec<String> = columns.iter().map(|column| format!("r.{}::text", quote_ident(column))).collect();
    let list = if list.is_empty() { "r::text".to_owned() } else { list.join(", ") };
    let rows = session.texts(&format!("SELECT {list} FROM {from}"))?;
    let line = |row: Vec<Option<String>>| -> String {
        let cells =
            row.into_iter().map(|cell| cell.map_or_else(|| "NULL".to_owned(), |text| format!("{text:?}")));
        let named = cells.enumerate().map(|(at, cell)| match columns.get(at) {
            Some(column) => format!("{column} = {cell}"),
            None => cell,
        });
        named.collect::<Vec<_>>().join(", ")
    };
    Ok(rows.into_iter().map(line).collect())
}

fn sorted(mut lines: Vec<String>) -> String {
    lines.sort();
    lines.into_iter().map(|line| line + "\n").collect()
}

fn queried(query: &Query, when: &str, session: &mut Session) -> Outcome<String> {
    let rows = session.texts(&query.sql).map_err(unreadable(&query.sql))?;
    let cell = |value: &toml::Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let expected: String = lines(query.expect.iter().map(|row| row.iter().map(cell).collect()));
    let found = rows
        .into_iter()
        .map(|row| row.into_iter().map(|cell| cell.unwrap_or_else(|| "NULL".to_owned())).collect::<Vec<_>>());
    Ok(text_diff(&expected, &lines(found), &format!("{} {when}", query.sql)))
}

fn lines(rows: impl Iterator<Item = Vec<String>>) -> String {
    rows.map(|row| row.join(", ") + "\n").collect()
}

fn qualified(table: &str) -> String {
    let parts: Vec<_> = table.split('.').map(quote_ident).collect();
    parts.join(".")
}

fn unreadable(what: &str) -> impl Fn(DatabaseError) -> Failure {
    let what = what.to_owned();
    move |error| {
        let said = Diagnostic::from(error);
        Failure::from(said.within(codes::TEST_UNREADABLE, format!("{what}: ")))
    }
}
