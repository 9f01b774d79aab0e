//! Where the parameters of a query stand: `:name` and `:name?`, told from everything else that has a colon.

use std::ops::Range;

use icms_sql::{RawToken, TokenKind};

use super::Nulls;

/// A parameter where it is used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Placeholder {
    /// Its bytes, colon and question mark included.
    pub range: Range<usize>,
    /// Its name as written.
    pub name: String,
    /// Whether it is marked as one that may be NULL.
    pub nulls: Nulls,
}

/// Every use of a parameter. Strings, quoted names, comments, casts and `:=` are tokens of their own; the colon of a
/// slice is told by what stands before it.
pub fn find(sql: &str) -> Vec<Placeholder> {
    let tokens: Vec<RawToken> = icms_sql::lex(sql).collect();
    let mut reader = Reader::default();
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(token) = tokens.get(at) {
        if let Some(placeholder) = reader.placeholder(sql, &tokens, at) {
            at += if placeholder.nulls == Nulls::Maybe { 3 } else { 2 };
            reader.last = Last::Operand;
            found.push(placeholder);
        } else {
            reader.pass(token, &sql[token.range.clone()]);
            at += 1;
        }
    }
    found
}

/// What came before.
#[derive(Default)]
struct Reader {
    /// Brackets that are open: `(` and `[`.
    open: Vec<Bracket>,
    last: Last,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Bracket {
    Round,
    Square,
}

#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Last {
    /// Something that a value can end with.
    Operand,
    #[default]
    Other,
}

impl Reader {
    fn placeholder(&self, sql: &str, tokens: &[RawToken], at: usize) -> Option<Placeholder> {
        let (colon, word) = (tokens.get(at)?, tokens.get(at + 1)?);
        let text = |token: &RawToken| &sql[token.range.clone()];
        let slice = self.open.last() == Some(&Bracket::Square) && self.last == Last::Operand;
        if text(colon) != ":" || colon.kind != TokenKind::Punctuation || word.kind != TokenKind::Word || slice
        {
            return None;
        }
        let mark = tokens.get(at + 2).filter(|t| t.kind == TokenKind::Operator && text(t) == "?");
        let end = mark.map_or(word.range.end, |mark| mark.range.end);
        let nulls = if mark.is_some() { Nulls::Maybe } else { Nulls::Never };
        Some(Placeholder { range: colon.range.start..end, name: text(word).to_owned(), nulls })
    }

    fn pass(&mut self, token: &RawToken, text: &str) {
        match token.kind {
            TokenKind::Space | TokenKind::Comment => return,
            TokenKind::Punctuation => match text {
                "(" => self.open.push(Bracket::Round),
                "[" => self.open.push(Bracket::Square),
                ")" | "]" => drop(self.open.pop()),
                _ => {}
            },
            TokenKind::Word
            | TokenKind::QuotedName
            | TokenKind::UnicodeName
            | TokenKind::Text
            | TokenKind::EscapeText
            | TokenKind::UnicodeText
            | TokenKind::DollarText
            | TokenKind::BitText
            | TokenKind::NationalText
            | TokenKind::Number
            | TokenKind::Parameter
            | TokenKind::Operator
            | TokenKind::Backslash
            | TokenKind::Unknown => {}
        }
        let ends =
            !matches!(token.kind, TokenKind::Operator | TokenKind::Punctuation) || matches!(text, ")" | "]");
        self.last = if ends { Last::Operand } else { Last::Other };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(sql: &str) -> Vec<String> {
        find(sql).into_iter().map(|p| sql[p.range].to_owned()).collect()
    }

    #[test]
    fn parameters() {
        assert_eq!(found("select :a, :b_2 + :a"), [":a", ":b_2", ":a"]);
        assert_eq!(found("where x = any(:ids) and y>:from"), [":ids", ":from"]);
        assert_eq!(found("select :ärger::text, :Name"), [":ärger", ":Name"]);
        assert_eq!(found("limit :limit offset :offset;"), [":limit", ":offset"]);
        assert_eq!(found("select json_object('k' : :v)"), [":v"]);
        assert_eq!(found("select f(a => :a, b := :b)"), [":a", ":b"]);
    }

    #[test]
    fn those_that_may_be_null() {
        let marks: Vec<Nulls> =
            find("select :a?, :b ? 'k', :c?::int, :d").into_iter().map(|p| p.nulls).collect();
        assert_eq!(marks, [Nulls::Maybe, Nulls::Never, Nulls::Maybe, Nulls::Never]);
        assert_eq!(found("select :a?, :b?|array['k']"), [":a?", ":b"]);
    }

    #[test]
    fn what_only_looks_like_one() {
        assert_eq!(found("select ':a', E'\\':a', $$ :a $$, $x$:a$x$, \":a\", U&\":a\", N':a'"), [""; 0]);
        assert_eq!(found("select 1 -- :a\n, 2 /* :a /* :b */ */"), [""; 0]);
        assert_eq!(found("select x::text, '1'::int::text"), [""; 0]);
        assert_eq!(found("select x := y, : a, :1, :'a', :\"a\""), [""; 0]);
    }

    #[test]
    fn slices() {
        assert_eq!(found("select l[1:n], l[a:b], l[f(1):b], l[m[1]:n]"), [""; 0]);
        assert_eq!(
            found("select l[:from], l[:from : :to], l[(:n)], l[n::int]"),
            [":from", ":from", ":to", ":n"]
        );
        assert_eq!(found("select l[coalesce(:a, 1):b]"), [":a"]);
    }
}
