//! Names that a text mentions: a superset of what it reads.

use std::collections::BTreeSet;

use icms_sql::{TokenKind, decode_name, decode_text, lex};

/// Every name in a text, and the last part of every name in its strings (`'public.s'::regclass`).
pub fn mentions(text: &str) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    for token in lex(text) {
        let spelling = text.get(token.range.clone()).unwrap_or_default();
        match token.kind {
            TokenKind::Word | TokenKind::QuotedName | TokenKind::UnicodeName => {
                found.insert(decode_name(token.kind, spelling));
            }
            TokenKind::Text | TokenKind::EscapeText | TokenKind::UnicodeText => {
                let inside = decode_text(token.kind, spelling).unwrap_or_default();
                let last = inside.rsplit('.').next().unwrap_or_default();
                found.insert(last.trim_matches('"').to_owned());
            }
            TokenKind::Space
            | TokenKind::Comment
            | TokenKind::DollarText
            | TokenKind::BitText
            | TokenKind::NationalText
            | TokenKind::Number
            | TokenKind::Parameter
            | TokenKind::Operator
            | TokenKind::Punctuation
            | TokenKind::Backslash
            | TokenKind::Unknown => {}
        }
    }
    found
}

/// Every string in a text: the values of enums that it names are among them.
pub fn strings(text: &str) -> BTreeSet<String> {
    let token = |token: icms_sql::RawToken| decode_text(token.kind, text.get(token.range)?);
    lex(text).filter_map(token).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_strings() {
        let found = mentions("\"A b\" = lower(X) -- no\n and nextval('public.s'::regclass) > 0");
        for name in ["A b", "lower", "x", "nextval", "s"] {
            assert!(found.contains(name), "{name}");
        }
        assert!(!found.contains("no"));
        assert!(strings("a = 'x''y'").contains("x'y"));
    }
}
