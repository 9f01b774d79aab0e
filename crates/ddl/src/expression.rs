//! Expressions where the grammar wants parentheses around them, written so that the server stores what is meant.

use icms_model::Expr;
use icms_sql::preimage;

/// The text in exactly one pair of parentheses.
pub fn parenthesized(expression: &Expr) -> String {
    let text = preimage(expression.text());
    if is_wrapped(&text) { text.into_owned() } else { format!("({text})") }
}

/// For `DEFAULT` in a column definition, whose grammar (`b_expr`) knows no `AND`, `IS`, `AT TIME ZONE` …: in
/// parentheses where a word could follow another.
pub fn restricted(expression: &Expr) -> String {
    let text = preimage(expression.text());
    if is_wrapped(&text) || is_simple(&text) { text.into_owned() } else { format!("({text})") }
}

/// For an index key: calls stand bare, everything else in parentheses.
pub fn key(expression: &Expr) -> String {
    let text = preimage(expression.text());
    if is_wrapped(&text) || is_call(&text) { text.into_owned() } else { format!("({text})") }
}

/// `(…)` whose first parenthesis closes at the end.
fn is_wrapped(text: &str) -> bool {
    text.starts_with('(') && closing(text) == Some(text.len() - 1)
}

/// `name(…)` and nothing after; names may be qualified and quoted.
fn is_call(text: &str) -> bool {
    let Some(open) = text.find('(') else { return false };
    let (head, rest) = text.split_at(open);
    let named = !head.is_empty() && head.chars().all(|c| c.is_alphanumeric() || "_.\"$".contains(c));
    named
        && !KEYWORD_CALLS.contains(&head.to_ascii_lowercase().as_str())
        && closing(rest) == Some(rest.len() - 1)
}

/// Words that look like a call and are other grammar.
const KEYWORD_CALLS: &[&str] = &["case", "exists", "not", "array", "row", "cast"];

/// Without white space outside quotes and parentheses, `::` types of several words excepted.
fn is_simple(text: &str) -> bool {
    let bare = outside(text);
    let untyped = bare.split("::").enumerate().map(|(at, part)| if at == 0 { part } else { untyped(part) });
    untyped.into_iter().all(|part| !part.trim().contains(char::is_whitespace))
}

/// A cast's type of several words → nothing, so that only what follows it counts.
fn untyped(part: &str) -> &str {
    const LONG: [&str; 7] = [
        "character varying",
        "double precision",
        "bit varying",
        "timestamp without time zone",
        "timestamp with time zone",
        "time without time zone",
        "time with time zone",
    ];
    let part = part.trim_start();
    LONG.iter().find_map(|long| part.strip_prefix(long)).unwrap_or(part)
}

/// The text with quoted parts and the inside of parentheses taken out.
fn outside(text: &str) -> String {
    let mut kept = String::new();
    let mut depth = 0_usize;
    for (c, quoted) in marked(text) {
        match c {
            '(' | '[' if !quoted => depth += 1,
            ')' | ']' if !quoted => depth = depth.saturating_sub(1),
            _ if depth == 0 && !quoted => kept.push(c),
            _ => {}
        }
    }
    kept
}

/// Byte position of the parenthesis that closes the first one.
fn closing(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut at = 0;
    for (c, quoted) in marked(text) {
        match c {
            '(' if !quoted => depth += 1,
            ')' if !quoted => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return Some(at);
                }
            }
            _ => {}
        }
        at += c.len_utf8();
    }
    None
}

/// Every character with whether it stands in a string or quoted name, the quotes included.
fn marked(text: &str) -> impl Iterator<Item = (char, bool)> {
    let mut open: Option<char> = None;
    text.chars().map(move |c| {
        let inside = open.is_some();
        match open {
            Some(quote) if c == quote => open = None,
            None if c == '\'' || c == '"' => open = Some(c),
            _ => {}
        }
        (c, inside || open.is_some())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parentheses_once_and_where_needed() {
        assert_eq!(parenthesized(&Expr::new("price > 0")), "(price > 0)");
        assert_eq!(parenthesized(&Expr::new("(price > 0)")), "(price > 0)");
        assert_eq!(parenthesized(&Expr::new("(a) and (b)")), "((a) and (b))");
        for simple in
            ["'a b'::character varying", "now()", "1", "'{}'::text[]", "'x'::timestamp with time zone"]
        {
            assert_eq!(restricted(&Expr::new(simple)), simple);
        }
        assert_eq!(restricted(&Expr::new("now() at time zone 'utc'")), "(now() at time zone 'utc')");
        assert_eq!(key(&Expr::new("lower(email)")), "lower(email)");
        assert_eq!(key(&Expr::new("lower(a) || b")), "(lower(a) || b)");
        assert_eq!(key(&Expr::new("(a ->> ')')")), "(a ->> ')')");
    }
}
