//! One-token changes of an expression, most of which mean something else.

#![allow(clippy::unwrap_used)]

use icms_sql::{RawToken, TokenKind, lex};

const SWAPS: &[(&str, &str)] = &[
    ("=", "<>"),
    ("<>", "="),
    ("<", "<="),
    (">", ">="),
    ("<=", "<"),
    (">=", ">"),
    ("+", "-"),
    ("-", "+"),
    ("*", "+"),
    ("/", "*"),
    ("->", "->>"),
    ("->>", "->"),
    ("~", "~*"),
    ("@>", "<@"),
    ("&&", "@>"),
    ("and", "or"),
    ("or", "and"),
    ("like", "ilike"),
    ("ilike", "like"),
    ("not", ""),
    ("true", "false"),
    ("false", "true"),
    ("any", "all"),
    ("a", "title"),
    ("title", "a"),
    ("id", "b"),
    ("b", "id"),
    ("n", "price"),
    ("price", "n"),
    ("status", "code"),
    ("flag", "other"),
    ("created", "created_at"),
    ("now", "clock_timestamp"),
    ("lower", "upper"),
    ("text", "varchar"),
    ("varchar", "text"),
    ("int", "bigint"),
    ("numeric", "double precision"),
    ("coalesce", "greatest"),
    ("union", "except"),
    ("left", "right"),
    ("desc", "asc"),
    ("distinct", ""),
    ("all", ""),
    ("max", "min"),
    ("count", "sum"),
    ("is", "is not"),
    ("symmetric", ""),
    ("leading", "trailing"),
    ("select", "select distinct"),
    ("current_timestamp", "now()"),
    ("localtimestamp", "now()"),
    ("epoch", "year"),
    ("in", "not in"),
    ("in", "is distinct from any"),
    ("between", "not between"),
    ("\"userId\"", "\"userid\""),
    ("mood", "role"),
];

/// Every change of one token, and every pair of parentheses taken away.
pub fn mutants(text: &str) -> Vec<String> {
    let tokens: Vec<RawToken> = lex(text).filter(|t| t.kind != TokenKind::Space).collect();
    let mut found = Vec::new();
    for (i, token) in tokens.iter().enumerate() {
        let spelling = &text[token.range.clone()];
        let mut replace = |new: &str| {
            found.push(format!("{}{new}{}", &text[..token.range.start], &text[token.range.end..]));
        };
        match token.kind {
            TokenKind::Number => replace(&format!("{spelling}1")),
            TokenKind::Text => replace(&format!("{}1'", spelling.strip_suffix('\'').unwrap())),
            _ => SWAPS
                .iter()
                .filter(|(old, _)| spelling.eq_ignore_ascii_case(old))
                .for_each(|(_, new)| replace(new)),
        }
        if spelling == "("
            && let Some(close) = closing(text, &tokens[i..])
        {
            let (open, end) = (token.range.start, close.range.start);
            found.push(format!("{} {} {}", &text[..open], &text[open + 1..end], &text[end + 1..]));
        }
    }
    found
}

fn closing<'t>(text: &str, tokens: &'t [RawToken]) -> Option<&'t RawToken> {
    let mut depth = 0;
    tokens.iter().find(|t| {
        match &text[t.range.clone()] {
            "(" => depth += 1,
            ")" => depth -= 1,
            _ => {}
        }
        depth == 0
    })
}
