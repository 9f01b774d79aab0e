//! A statement that runs over a large table range by range: what its author says, and the statement of one range.

use std::time::Duration;

use icms_diagnostic::Diagnostic;
use icms_sql::{Statement, quote_literal};

use crate::directives::unreadable;

/// `-- icms:batch app.people(id) size 5000 pause 50ms`, before a statement that holds `/* icms:range id */` behind a
/// condition. To psql the range is a comment: there the statement takes every row at once, with the same end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Batch {
    /// The table whose keys are counted off, as SQL names it.
    pub table: String,
    /// The columns of its key, as SQL names them.
    pub key: Vec<String>,
    /// How many rows of the table one transaction covers.
    pub size: u64,
    /// How long to rest between two.
    pub pause: Duration,
    /// The statement with its range.
    text: String,
}

/// The rows of a table between two keys: behind the first, up to the second and with it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Range {
    /// Values of the key as text; none for the beginning.
    pub behind: Option<Vec<String>>,
    /// Values of the key as text; none for the end.
    pub until: Option<Vec<String>>,
}

const SIZE: u64 = 10_000;
const OPENS: &str = "/* icms:range";

impl Batch {
    /// Reads what follows `icms:batch`. `tail` is the script behind the statement: a comment at its end belongs to it.
    ///
    /// # Errors
    /// Words that are not understood; a statement without its range.
    pub fn read(said: &str, statement: &Statement, tail: &str) -> Result<Self, Box<Diagnostic>> {
        let wrong = |why: &str| unreadable(format!("`icms:batch {said}`: {why}"), statement);
        let (of, rest) =
            said.split_once(')').ok_or_else(|| wrong("name the table and its key: `people(id)`"))?;
        let (table, key) =
            of.split_once('(').ok_or_else(|| wrong("name the table and its key: `people(id)`"))?;
        let key: Vec<String> = key.split(',').map(|column| column.trim().to_owned()).collect();
        let text = whole(statement.text(), tail);
        let mut batch = Self { table: table.trim().to_owned(), key, size: SIZE, pause: Duration::ZERO, text };
        let mut words = rest.split_whitespace();
        while let Some(word) = words.next() {
            let value = words.next().unwrap_or_default();
            match word {
                "size" => {
                    batch.size = value
                        .parse()
                        .ok()
                        .filter(|n| *n > 0)
                        .ok_or_else(|| wrong("size is a number of rows"))?
                }
                "pause" => {
                    let milliseconds = value.strip_suffix("ms").and_then(|n| n.parse().ok());
                    batch.pause = Duration::from_millis(
                        milliseconds.ok_or_else(|| wrong("pause is written as `50ms`"))?,
                    );
                }
                _ => return Err(wrong("after the key come `size <rows>` and `pause <n>ms`")),
            }
        }
        if batch.table.is_empty() || batch.key.iter().any(String::is_empty) {
            return Err(wrong("name the table and its key: `people(id)`"));
        }
        if marker(&batch.text).is_none() {
            return Err(wrong("the statement holds no `/* icms:range <key> */` behind a condition"));
        }
        Ok(batch)
    }

    /// The statement for one range.
    #[must_use]
    pub fn statement(&self, range: &Range) -> String {
        let Some((before, key, after)) = marker(&self.text) else { return self.text.clone() };
        let own = self.key.join(", ");
        let key = if key.is_empty() { own.as_str() } else { key };
        format!("{before}{}{after}", condition(key, range, "AND "))
    }

    /// Asks for the last key of the next range.
    #[must_use]
    pub fn next(&self, behind: Option<&[String]>) -> String {
        let key = self.key.join(", ");
        let texts: Vec<String> = self.key.iter().map(|column| format!("{column}::text")).collect();
        let range = Range { behind: behind.map(<[String]>::to_vec), until: None };
        let condition = condition(&key, &range, "");
        let place = if condition.is_empty() { String::new() } else { format!("WHERE {condition}") };
        format!(
            "SELECT {} FROM (SELECT {key} FROM {} {place} ORDER BY {key} OFFSET {} LIMIT 1) AS last",
            texts.join(", "),
            self.table,
            self.size - 1
        )
    }
}

/// Whether a key is in a range.
fn condition(key: &str, range: &Range, joins: &str) -> String {
    let bounds = [(">", &range.behind), ("<=", &range.until)];
    let parts: Vec<String> = bounds
        .into_iter()
        .filter_map(|(sign, values)| {
            let values: Vec<String> = values.as_ref()?.iter().map(|value| quote_literal(value)).collect();
            Some(format!("({key}) {sign} ({})", values.join(", ")))
        })
        .collect();
    if parts.is_empty() { String::new() } else { format!("{joins}{}", parts.join(" AND ")) }
}

/// A statement with the comment at its end, if that is its range.
fn whole(statement: &str, tail: &str) -> String {
    let comment = tail.trim_start().strip_prefix(OPENS).and_then(|rest| rest.split_once("*/"));
    comment.map_or_else(|| statement.to_owned(), |(key, _)| format!("{statement} {OPENS}{key}*/"))
}

/// What stands before the range, the key that it names, and what follows.
fn marker(text: &str) -> Option<(&str, &str, &str)> {
    let (before, rest) = text.split_once(OPENS)?;
    let (key, after) = rest.split_once("*/")?;
    Some((before, key.trim(), after))
}

#[cfg(test)]
mod tests {
    use icms_diagnostic::FileId;
    use icms_sql::Script;

    use super::*;
    use crate::codes;

    fn read(said: &str, text: &str) -> Result<Batch, Box<Diagnostic>> {
        let script = Script::parse(FileId(0), text);
        let end = script.statements[0].span().end as usize;
        Batch::read(said, &script.statements[0], &text[end..])
    }

    const UPDATE: &str = "UPDATE p SET x = 1 WHERE x IS NULL /* icms:range */";

    #[test]
    fn a_range_is_a_condition_on_the_key() {
        let batch = read("app.p(a, b) size 500 pause 20ms", UPDATE).unwrap();
        assert_eq!(
            (batch.table.as_str(), batch.size, batch.pause),
            ("app.p", 500, Duration::from_millis(20))
        );
        let range =
            Range { behind: Some(vec!["1".into(), "o'x".into()]), until: Some(vec!["2".into(), "y".into()]) };
        assert_eq!(
            batch.statement(&range),
            "UPDATE p SET x = 1 WHERE x IS NULL AND (a, b) > ('1', 'o''x') AND (a, b) <= ('2', 'y')"
        );
        assert_eq!(batch.statement(&Range::default()), "UPDATE p SET x = 1 WHERE x IS NULL ");
        assert_eq!(
            batch.next(None),
            "SELECT a::text, b::text FROM (SELECT a, b FROM app.p  ORDER BY a, b OFFSET 499 LIMIT 1) AS last"
        );
    }

    #[test]
    fn a_statement_may_know_the_key_under_another_name() {
        let text =
            "INSERT INTO c SELECT q.id FROM p q WHERE true /* icms:range q.id */ ON CONFLICT DO NOTHING";
        let batch = read("p(id)", text).unwrap();
        let range = Range { behind: None, until: Some(vec!["9".into()]) };
        let expected =
            "INSERT INTO c SELECT q.id FROM p q WHERE true AND (q.id) <= ('9') ON CONFLICT DO NOTHING";
        assert_eq!(batch.statement(&range), expected);
    }

    #[test]
    fn what_cannot_be_read_is_refused() {
        for said in ["p", "p()", "(id)", "p(id) size 0", "p(id) size x", "p(id) pause 5", "p(id) often"] {
            assert_eq!(read(said, UPDATE).unwrap_err().code, codes::DIRECTIVE, "{said}");
        }
        assert_eq!(read("p(id)", "UPDATE p SET x = 1").unwrap_err().code, codes::DIRECTIVE);
    }
}
