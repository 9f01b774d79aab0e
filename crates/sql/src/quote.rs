//! Raw names and text → SQL, quoted exactly where PostgreSQL would.

use std::borrow::Cow;

use crate::keywords::keyword;

/// Quotes an identifier exactly when the server's `quote_ident` of some version from 12 to 18 would.
#[must_use]
pub fn quote_ident(raw: &str) -> Cow<'_, str> {
    if is_plain(raw) && keyword(raw).is_none() { Cow::Borrowed(raw) } else { Cow::Owned(always_quoted(raw)) }
}

/// `schema.name`, each part quoted where it must be.
#[must_use]
pub fn quote_qualified(schema: &str, name: &str) -> String {
    format!("{}.{}", quote_ident(schema), quote_ident(name))
}

/// A string literal; the `E''` form when it holds backslashes, as `quote_literal` writes it.
#[must_use]
pub fn quote_literal(text: &str) -> String {
    let doubled = text.replace('\'', "''");
    if text.contains('\\') { format!("E'{}'", doubled.replace('\\', "\\\\")) } else { format!("'{doubled}'") }
}

/// An identifier in quotes, needed or not.
fn always_quoted(raw: &str) -> String {
    format!("\"{}\"", raw.replace('"', "\"\""))
}

/// True for `[a-z_][a-z0-9_]*`: what survives folding and needs no quotes unless it is a keyword.
fn is_plain(raw: &str) -> bool {
    let mut bytes = raw.bytes();
    bytes.next().is_some_and(|b| matches!(b, b'a'..=b'z' | b'_'))
        && bytes.all(|b| matches!(b, b'a'..=b'z' | b'0'..=b'9' | b'_'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn identifiers() {
        for plain in ["a", "_x1", "name", "type", "value", "key"] {
            assert_eq!(quote_ident(plain), plain);
        }
        for (raw, quoted) in [
            ("", "\"\""),
            ("User", "\"User\""),
            ("1a", "\"1a\""),
            ("a-b", "\"a-b\""),
            ("a$b", "\"a$b\""),
            ("ä", "\"ä\""),
            ("say\"so", "\"say\"\"so\""),
            ("user", "\"user\""),
            ("left", "\"left\""),
            ("values", "\"values\""),
            ("json", "\"json\""),
        ] {
            assert_eq!(quote_ident(raw), quoted);
        }
        assert_eq!(quote_qualified("public", "Order"), "public.\"Order\"");
    }

    #[test]
    fn literals() {
        assert_eq!(quote_literal("it's"), "'it''s'");
        assert_eq!(quote_literal("a\\b'"), "E'a\\\\b'''");
        assert_eq!(quote_literal(""), "''");
    }
}
