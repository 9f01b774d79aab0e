//! A statement without its spelling: what an acknowledgement is tied to.

use crate::decode::{decode_name, decode_text};
use crate::lex::{TokenKind, lex};
use crate::{quote_ident, quote_literal};

/// The tokens of a text in one spelling each: comments and white space gone, words folded, strings and names
/// re-quoted, the closing semicolon dropped. Equal results mean the same tokens.
#[must_use]
pub fn statement_tokens(text: &str) -> Vec<String> {
    let mut tokens: Vec<String> = lex(text)
        .filter(|t| !matches!(t.kind, TokenKind::Space | TokenKind::Comment))
        .map(|t| normal_spelling(t.kind, &text[t.range]))
        .collect();
    while tokens.last().is_some_and(|t| t == ";") {
        tokens.pop();
    }
    tokens
}

/// [`statement_tokens`] joined by blanks: one string to hash or compare.
#[must_use]
pub fn normalized_tokens(text: &str) -> String {
    statement_tokens(text).join(" ")
}

fn normal_spelling(kind: TokenKind, spelling: &str) -> String {
    match kind {
        TokenKind::Word => spelling.to_ascii_lowercase(),
        TokenKind::QuotedName | TokenKind::UnicodeName => {
            let name = decode_name(kind, spelling);
            quote_ident(&name).into_owned()
        }
        TokenKind::Text | TokenKind::EscapeText | TokenKind::UnicodeText | TokenKind::DollarText => {
            decode_text(kind, spelling).map_or_else(|| spelling.to_owned(), |text| quote_literal(&text))
        }
        TokenKind::Operator if spelling == "!=" => "<>".to_owned(),
        TokenKind::Space
        | TokenKind::Comment
        | TokenKind::BitText
        | TokenKind::NationalText
        | TokenKind::Number
        | TokenKind::Parameter
        | TokenKind::Operator
        | TokenKind::Punctuation
        | TokenKind::Backslash
        | TokenKind::Unknown => spelling.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spelling_does_not_count() {
        let a = normalized_tokens("ALTER TABLE \"users\" -- why\n DROP COLUMN \"Name\";");
        assert_eq!(a, normalized_tokens("alter table Users drop /* x */ column \"Name\""));
        assert_ne!(a, normalized_tokens("alter table users drop column name"));
        assert_eq!(normalized_tokens("select $$a$$"), normalized_tokens("SELECT E'a' ;"));
        assert_ne!(normalized_tokens("select 'a b'"), normalized_tokens("select 'a  b'"));
    }
}
