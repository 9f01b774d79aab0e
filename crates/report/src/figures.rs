//! Figures of a database as tables for people and as JSON.

use icms_introspect::{FigureTable, Value};
use serde_json::{Map, Value as Json, json};

use crate::paint::{Paint, Tone};

/// The widest column; statements are cut there.
const WIDEST: usize = 70;

/// One table with its heading.
#[must_use]
pub fn figure_text(table: &FigureTable, paint: Paint) -> String {
    let mut out = format!("{}\n", paint.tone(Tone::Strong, table.figure.about()));
    if table.rows.is_empty() {
        out.push_str("  none\n");
        return out;
    }
    let shown: Vec<Vec<String>> = table
        .rows
        .iter()
        .map(|row| table.columns.iter().zip(row).map(|(column, value)| cell(column, value)).collect())
        .collect();
    let headings: Vec<String> = table.columns.iter().map(|column| heading(column)).collect();
    let widths: Vec<usize> = (0..headings.len())
        .map(|at| shown.iter().chain([&headings]).map(|row| row[at].chars().count()).max().unwrap_or(0))
        .collect();
    out.push_str(&paint.tone(Tone::Dim, &line(&headings, &widths, table)));
    out.push('\n');
    for row in &shown {
        out.push_str(&line(row, &widths, table));
        out.push('\n');
    }
    out
}

/// Numbers stand at the right of their column.
fn line(cells: &[String], widths: &[usize], table: &FigureTable) -> String {
    let first = table.rows.first();
    let aligned = cells.iter().zip(widths).enumerate().map(|(at, (cell, width))| {
        let number = first.is_some_and(|row| matches!(row.get(at), Some(Value::Whole(_) | Value::Real(_))));
        if number { format!("{cell:>width$}") } else { format!("{cell:<width$}") }
    });
    format!("  {}", aligned.collect::<Vec<_>>().join("  ").trim_end())
}

fn heading(column: &str) -> String {
    column.trim_end_matches("_bytes").trim_end_matches("_ratio").replace('_', " ")
}

fn cell(column: &str, value: &Value) -> String {
    match value {
        Value::Unknown => "–".to_owned(),
        Value::Flag(flag) => if *flag { "yes" } else { "no" }.to_owned(),
        Value::Whole(bytes) if column.ends_with("_bytes") => size(*bytes),
        Value::Whole(number) => number.to_string(),
        Value::Real(ratio) if column.ends_with("_ratio") => format!("{:.1} %", ratio * 100.0),
        Value::Real(number) => format!("{number:.1}"),
        Value::Text(text) if text.chars().count() > WIDEST => {
            text.chars().take(WIDEST - 1).chain(['…']).collect()
        }
        Value::Text(text) => text.clone(),
    }
}

/// As `pg_size_pretty` has it.
fn size(bytes: i64) -> String {
    const UNITS: [&str; 5] = ["bytes", "kB", "MB", "GB", "TB"];
    let (mut amount, mut unit) = (bytes, 0);
    while amount.abs() >= 10 * 1024 && unit + 1 < UNITS.len() {
        amount = (amount + 512) / 1024;
        unit += 1;
    }
    format!("{amount} {}", UNITS[unit])
}

/// The rows of one table, each an object.
#[must_use]
pub fn figure_json(table: &FigureTable) -> Json {
    let value = |value: &Value| match value {
        Value::Unknown => Json::Null,
        Value::Flag(flag) => json!(flag),
        Value::Whole(number) => json!(number),
        Value::Real(number) => json!(number),
        Value::Text(text) => json!(text),
    };
    let row = |row: &Vec<Value>| {
        let cells = table.columns.iter().zip(row).map(|(column, cell)| (column.clone(), value(cell)));
        Json::Object(cells.collect::<Map<_, _>>())
    };
    Json::Array(table.rows.iter().map(row).collect())
}

#[cfg(test)]
mod tests {
    use icms_introspect::Figure;

    use super::*;

    #[test]
    fn a_table_for_people_and_for_programs() {
        let table = FigureTable {
            figure: Figure::Tables,
            columns: ["table", "rows_estimate", "total_bytes", "dead_ratio"].map(str::to_owned).to_vec(),
            rows: vec![
                vec![Value::Text("a".into()), Value::Whole(7), Value::Whole(20_480), Value::Real(0.25)],
                vec![Value::Text("longer".into()), Value::Unknown, Value::Whole(8192), Value::Real(0.0)],
            ],
        };
        let wanted = "Tables by size\n  table   rows estimate       total    dead\n\
                      \u{20} a                   7       20 kB  25.0 %\n\
                      \u{20} longer              –  8192 bytes   0.0 %\n";
        assert_eq!(figure_text(&table, Paint::Plain), wanted);
        let first = json!({"table": "a", "rows_estimate": 7, "total_bytes": 20480, "dead_ratio": 0.25});
        assert_eq!(figure_json(&table)[0], first);
    }
}
