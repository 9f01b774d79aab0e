//! Facts about columns: first from some rows of the table, which for a small one are all; then what these left open.

use std::collections::BTreeMap;

use icms_model::{Array, Builtin, Category, Column, ColumnFacts, Table, TypeName};
use icms_sql::{Name, quote_ident};
use postgres::Row;

use super::probe::{Probe, quoted};
use crate::cells::{Cells, Read};

/// How many rows are looked at for all columns at once.
const ROWS: i64 = 10_000;

/// Whether the rows looked at are all there are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seen {
    All,
    Some,
}

/// What is known about the columns of a table.
pub(super) fn columns(probe: &mut Probe<'_>, table: &Table, has_rows: bool) -> BTreeMap<Name, ColumnFacts> {
    let named = |facts: &dyn Fn(&Column) -> ColumnFacts| -> BTreeMap<Name, ColumnFacts> {
        table.columns.iter().map(|column| (column.name.clone(), facts(column))).collect()
    };
    if !has_rows {
        return named(&|_| empty());
    }
    let sampled = probe.rows(&sample(table), &[]);
    let read = sampled.and_then(|rows| from_sample(rows.first()?, table).ok());
    let (seen, mut facts) =
        read.unwrap_or_else(|| (Seen::Some, table.columns.iter().map(|_| ColumnFacts::default()).collect()));
    if seen == Seen::Some {
        for (column, facts) in table.columns.iter().zip(&mut facts) {
            ask_rest(probe, table, column, facts);
        }
    }
    let mut facts = facts.into_iter();
    table.columns.iter().filter_map(|column| Some((column.name.clone(), facts.next()?))).collect()
}

/// Of a column in a table without rows.
fn empty() -> ColumnFacts {
    let no = Some(false);
    ColumnFacts { has_nulls: no, has_values: no, has_duplicates: no, ..ColumnFacts::default() }
}

/// Six values per column, after the number of rows.
fn sample(table: &Table) -> String {
    let mut list = vec!["count(*)".to_owned()];
    for column in &table.columns {
        let name = quote_ident(column.name.as_str());
        let words = Words::of(column);
        list.push(format!("count({name})"));
        list.push(if words.equality { format!("count(DISTINCT {name})") } else { "NULL::int8".into() });
        list.push(if words.length { format!("max(length({name}))") } else { "NULL::int4".into() });
        list.extend(range(&words, &name));
    }
    format!("SELECT {} FROM (SELECT * FROM {} LIMIT {}) t", list.join(", "), quoted(&table.name), ROWS + 1)
}

fn range(words: &Words, name: &str) -> [String; 2] {
    if words.range {
        [format!("min({name})::text"), format!("max({name})::text")]
    } else {
        ["NULL::text".into(), "NULL::text".into()]
    }
}

fn from_sample(row: &Row, table: &Table) -> Read<(Seen, Vec<ColumnFacts>)> {
    let mut cells = Cells::of(row);
    let rows: i64 = cells.take()?;
    let seen = if rows > ROWS { Seen::Some } else { Seen::All };
    let one = |_| -> Read<ColumnFacts> {
        let values: i64 = cells.take()?;
        let distinct: Option<i64> = cells.take()?;
        let longest: Option<i32> = cells.take()?;
        let (min, max): (Option<String>, Option<String>) = (cells.take()?, cells.take()?);
        // a witness counts wherever it was found; that there is none, only when all rows were seen
        let witness = |found: bool| (found || seen == Seen::All).then_some(found);
        let whole = seen == Seen::All;
        Ok(ColumnFacts {
            has_nulls: witness(values < rows),
            has_values: witness(values > 0),
            has_duplicates: distinct.and_then(|distinct| witness(distinct < values)),
            max_length: longest.filter(|_| whole).and_then(|n| u64::try_from(n).ok()),
            min: min.filter(|_| whole),
            max: max.filter(|_| whole),
        })
    };
    Ok((seen, table.columns.iter().map(one).collect::<Read<_>>()?))
}

/// Asks the whole table for what a part of it left open.
fn ask_rest(probe: &mut Probe<'_>, table: &Table, column: &Column, facts: &mut ColumnFacts) {
    let (from, name) = (quoted(&table.name), quote_ident(column.name.as_str()));
    let words = Words::of(column);
    if facts.has_nulls.is_none() {
        facts.has_nulls = if column.not_null {
            Some(false)
        } else {
            probe.exists(&format!("SELECT FROM {from} WHERE {name} IS NULL"))
        };
    }
    if facts.has_values.is_none() {
        facts.has_values = probe.exists(&format!("SELECT FROM {from} WHERE {name} IS NOT NULL"));
    }
    if facts.has_duplicates.is_none() && is_key(table, column) {
        facts.has_duplicates = Some(false);
    }
    if facts.has_duplicates.is_none() && words.equality {
        let groups =
            format!("SELECT FROM {from} WHERE {name} IS NOT NULL GROUP BY {name} HAVING count(*) > 1");
        facts.has_duplicates = probe.exists(&groups);
    }
    if words.length {
        facts.max_length = value::<i32>(probe, &format!("SELECT max(length({name})) FROM {from}"))
            .and_then(|n| u64::try_from(n).ok());
    }
    if words.range {
        facts.min = value(probe, &format!("SELECT min({name})::text FROM {from}"));
        facts.max = value(probe, &format!("SELECT max({name})::text FROM {from}"));
    }
}

fn value<T: for<'r> postgres::types::FromSql<'r>>(probe: &mut Probe<'_>, sql: &str) -> Option<T> {
    probe.rows(sql, &[])?.first()?.try_get(0).ok()?
}

/// Whether the server already keeps the column free of duplicates.
fn is_key(table: &Table, column: &Column) -> bool {
    let alone = |columns: &[Name]| columns.len() == 1 && columns.first() == Some(&column.name);
    table.primary_key.iter().any(|key| alone(&key.columns)) || table.uniques.iter().any(|u| alone(&u.columns))
}

/// What can be asked of a type.
struct Words {
    equality: bool,
    length: bool,
    range: bool,
}

impl Words {
    fn of(column: &Column) -> Self {
        let TypeName::Builtin(builtin) = &column.data_type.name else {
            return Self { equality: false, length: false, range: false };
        };
        let single = column.data_type.array == Array::No;
        let text = builtin.category() == Category::String && *builtin != Builtin::Char;
        Self {
            equality: is_comparable(*builtin),
            length: single && text,
            range: single && is_ordered(*builtin),
        }
    }
}

/// Whether `min` and `max` are for it.
const fn is_ordered(builtin: Builtin) -> bool {
    use Builtin::{
        Date, Float4, Float8, Int2, Int4, Int8, Money, Numeric, Time, Timestamp, Timestamptz, Timetz,
    };
    matches!(
        builtin,
        Int2 | Int4
            | Int8
            | Float4
            | Float8
            | Numeric
            | Money
            | Date
            | Time
            | Timetz
            | Timestamp
            | Timestamptz
    )
}

/// Whether it has an equality to group by.
const fn is_comparable(builtin: Builtin) -> bool {
    use Builtin::{Bool, Bpchar, Bytea, Cidr, Inet, Jsonb, Macaddr, Text, Uuid, Varchar};
    is_ordered(builtin)
        || matches!(builtin, Bool | Text | Varchar | Bpchar | Uuid | Jsonb | Inet | Cidr | Macaddr | Bytea)
}
