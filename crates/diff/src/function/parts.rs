//! Whether two functions say the same: what people write and what the catalogue prints differ in spelling only.

use icms_model::{FunctionParts, Pair};
use icms_sql::{Context, canonical, canonical_query, normalized_tokens};

/// Whether two sets of parts mean the same. `around` knows the schema on each side.
pub(super) fn same<C: Context>(parts: Pair<&FunctionParts>, around: &Pair<C>) -> bool {
    let Pair { before, after } = parts;
    before == after
        || (before.result == after.result
            && before.language == after.language
            && same_attributes(&before.attributes, &after.attributes)
            && same_arguments(parts.map(|p| &*p.arguments), around)
            && same_body(parts.map(|p| &*p.body), around))
}

/// Names of settings are not case sensitive, their values are.
fn same_attributes(before: &[icms_model::Text], after: &[icms_model::Text]) -> bool {
    before.len() == after.len()
        && before.iter().zip(after).all(|(b, a)| match (b.split_once(" TO "), a.split_once(" TO ")) {
            (Some((name, value)), Some((other, same))) => name.eq_ignore_ascii_case(other) && value == same,
            _ => b == a,
        })
}

fn same_arguments<C: Context>(lists: Pair<&str>, around: &Pair<C>) -> bool {
    let Pair { before, after } = lists.map(arguments);
    before.len() == after.len()
        && before.iter().zip(&after).all(|(b, a)| {
            b.0 == a.0
                && match (b.1, a.1) {
                    (None, None) => true,
                    (Some(old), Some(new)) => {
                        old == new || canonical(old, &around.before) == canonical(new, &around.after)
                    }
                    (Some(_), None) | (None, Some(_)) => false,
                }
        })
}

/// Each argument without its default, and that.
fn arguments(list: &str) -> Vec<(&str, Option<&str>)> {
    let with_default = |argument: &'_ str| -> usize { argument.find(" DEFAULT ").unwrap_or(argument.len()) };
    split(list, ',')
        .into_iter()
        .map(|argument| {
            let (head, tail) = argument.split_at(with_default(argument));
            (head.trim(), tail.strip_prefix(" DEFAULT ").map(str::trim))
        })
        .collect()
}

/// Parts between separators that stand outside of parentheses and quotes.
fn split(text: &str, separator: char) -> Vec<&str> {
    let (mut parts, mut start, mut depth, mut quote) = (Vec::new(), 0, 0_usize, None);
    for (at, letter) in text.char_indices() {
        match (quote, letter) {
            (Some(open), _) if letter == open => quote = None,
            (Some(_), _) => {}
            (None, '\'' | '"') => quote = Some(letter),
            (None, '(' | '[') => depth += 1,
            (None, ')' | ']') => depth = depth.saturating_sub(1),
            (None, _) if letter == separator && depth == 0 => {
                parts.extend(text.get(start..at));
                start = at + letter.len_utf8();
            }
            (None, _) => {}
        }
    }
    parts.extend(text.get(start..).filter(|rest| !rest.trim().is_empty()));
    parts
}

/// A body in quotes counts byte for byte; one of standard SQL is stored as a tree and printed anew.
fn same_body<C: Context>(bodies: Pair<&str>, around: &Pair<C>) -> bool {
    if bodies.before == bodies.after {
        return true;
    }
    match bodies.map(standard) {
        Pair { before: Some(Standard::Return(old)), after: Some(Standard::Return(new)) } => {
            canonical(old, &around.before) == canonical(new, &around.after)
        }
        Pair { before: Some(Standard::Block(old)), after: Some(Standard::Block(new)) } => {
            let (old, new) = (split(old, ';'), split(new, ';'));
            old.len() == new.len() && old.iter().zip(&new).all(|(b, a)| same_statement(b, a, around))
        }
        _ => false,
    }
}

enum Standard<'t> {
    Return(&'t str),
    Block(&'t str),
}

fn standard(body: &str) -> Option<Standard<'_>> {
    let body = body.trim();
    if let Some(expression) = after_words(body, "RETURN ") {
        return Some(Standard::Return(expression.trim()));
    }
    let inside = after_words(body, "BEGIN ATOMIC")?;
    let end = inside.len().checked_sub("END".len())?;
    let (statements, last) = (inside.get(..end)?, inside.get(end..)?);
    last.eq_ignore_ascii_case("END").then(|| Standard::Block(statements.trim()))
}

fn after_words<'t>(text: &'t str, words: &str) -> Option<&'t str> {
    let head = text.get(..words.len())?;
    head.eq_ignore_ascii_case(words).then(|| text.get(words.len()..)).flatten()
}

fn same_statement<C: Context>(before: &str, after: &str, around: &Pair<C>) -> bool {
    normalized_tokens(before) == normalized_tokens(after)
        || (after_words(after.trim(), "SELECT").is_some()
            && canonical_query(before, &around.before) == canonical_query(after, &around.after))
}

#[cfg(test)]
mod tests {
    use super::*;
    use icms_model::Text;
    use icms_sql::NoContext;

    fn parts(arguments: &str, attribute: &str, body: &str) -> FunctionParts {
        FunctionParts {
            arguments: Text::from(arguments),
            attributes: vec![Text::from(attribute)],
            body: Text::from(body),
            ..FunctionParts::default()
        }
    }

    fn equal(a: &FunctionParts, b: &FunctionParts) -> bool {
        same(Pair::new(a, b), &Pair::new(NoContext, NoContext))
    }

    #[test]
    fn spelling_does_not_count_where_the_server_prints_anew() {
        let stored = parts(
            "a integer DEFAULT 1, b text DEFAULT 'x, y'::text",
            "SET TimeZone TO UTC",
            "RETURN (a + 1)",
        );
        let written = parts(
            "a integer DEFAULT (1), b text DEFAULT 'x, y'::text",
            "SET timezone TO UTC",
            "return a + 1",
        );
        assert!(equal(&stored, &written));
        assert!(!equal(
            &stored,
            &parts(
                "a integer DEFAULT 2, b text DEFAULT 'x, y'::text",
                "SET TimeZone TO UTC",
                "RETURN (a + 1)"
            )
        ));
        assert!(!equal(
            &stored,
            &parts(
                "a integer DEFAULT 1, b text DEFAULT 'x, y'::text",
                "SET TimeZone TO utc",
                "RETURN (a + 1)"
            )
        ));
    }

    #[test]
    fn quoted_bodies_count_byte_for_byte() {
        assert!(!equal(&parts("", "", "begin end"), &parts("", "", "BEGIN END")));
        assert!(equal(
            &parts("", "", "BEGIN ATOMIC SELECT 1; END"),
            &parts("", "", "begin atomic\n select 1;\nend")
        ));
    }
}
