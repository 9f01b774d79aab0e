//! The text of a query: as the module holds it, and as a literal of Rust.

use std::ops::Range;

use icms_sql::TokenKind;

use super::around::Around;
use crate::layout::{Page, indented, literal, raw};

/// The statement with what follows its placeholders, with its stars written out, and with what stands around it.
pub fn written(
    sql: &str,
    casts: &[String],
    stars: &[(Range<usize>, String)],
    around: Option<&Around>,
) -> String {
    let mut edits: Vec<(usize, Range<usize>, &str)> = Vec::new();
    for token in icms_sql::lex(sql).filter(|token| token.kind == TokenKind::Parameter) {
        let number = sql[token.range.clone()].trim_start_matches('$').parse::<usize>().unwrap_or(0);
        if let Some(cast) = number.checked_sub(1).and_then(|at| casts.get(at)) {
            edits.push((token.range.end, token.range.end..token.range.end, cast));
        }
    }
    edits.extend(stars.iter().map(|(range, columns)| (range.start, range.clone(), columns.as_str())));
    edits.extend(around.map(|around| (around.at, around.at..around.at, around.head.as_str())));
    edits.sort_by_key(|(start, ..)| *start);
    let mut out = sql.to_owned();
    for (_, range, with) in edits.into_iter().rev() {
        out.replace_range(range, with);
    }
    out + around.map_or("", |around| &around.tail)
}

/// `const SQL: &str = …;` inside of a function. Lines may be moved, as long as they do not end inside of a value.
pub fn constant(sql: &str, page: Page) -> String {
    const LEFT: &str = "const SQL: &str";
    let across =
        |token: icms_sql::RawToken| token.kind != TokenKind::Space && sql[token.range].contains('\n');
    if icms_sql::lex(sql).any(across) {
        let lines: Vec<String> = sql.split_inclusive('\n').map(literal).collect();
        return format!("{LEFT} = {};", page.call("concat!", &lines, 4));
    }
    match moved(sql).as_slice() {
        [line] if line.len() <= 60 => format!("{LEFT} = {};", literal(line)),
        lines => format!("{LEFT} = {};", raw(&format!("\n{}", indented(&lines.join("\n"), 4)))),
    }
}

/// Its lines without what indents all but the first of them, and without empty ones.
fn moved(sql: &str) -> Vec<&str> {
    let lines: Vec<&str> = sql.lines().map(str::trim_end).filter(|line| !line.is_empty()).collect();
    let depth = |line: &&str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let common = lines.iter().skip(1).map(depth).min().unwrap_or(0);
    let moved = |(at, line): (usize, &&'_ str)| if at == 0 { 0 } else { common.min(line.len()) };
    lines.iter().enumerate().map(|(at, line)| &line[moved((at, line))..]).collect()
}

#[cfg(test)]
mod tests {
    use super::super::around::around;
    use super::super::rows::With;
    use super::*;
    use crate::layout::FILE;

    #[test]
    fn casts_and_stars() {
        let casts = ["::text".to_owned(), String::new()];
        let stars = [(7..8, "t.a, t.b".to_owned())];
        assert_eq!(
            written("select * from t where a = $1 or b = $2 or '$1' = $1", &casts, &stars, None),
            "select t.a, t.b from t where a = $1::text or b = $2 or '$1' = $1::text"
        );
    }

    #[test]
    fn what_is_cast_behind_everything() {
        let casts = [String::new(), "::text".to_owned()];
        let whole = |sql: &str, with: With| written(sql, &[], &[], Some(&around(sql, with, &casts)));
        assert_eq!(
            whole("select a, b from t order by b -- last", With::None),
            "with found (c1, c2) as (\nselect a, b from t order by b -- last\n)\nselect c1, c2::text from found"
        );
        assert_eq!(
            whole("with found as (select 1)\ntable found", With::Until(24)),
            "with found as (select 1),\nfound_ (c1, c2) as (\ntable found\n)\nselect c1, c2::text from found_"
        );
    }

    #[test]
    fn literals() {
        assert_eq!(constant("select 1", FILE), "const SQL: &str = \"select 1\";");
        assert_eq!(
            constant("select 1\n     , \"a\"\n\n   from t", FILE),
            "const SQL: &str = r#\"\n    select 1\n      , \"a\"\n    from t\"#;"
        );
        assert_eq!(constant("select 'a\n b'", FILE), "const SQL: &str = concat!(\"select 'a\\n\", \" b'\");");
    }
}
