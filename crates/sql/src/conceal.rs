//! Statements without the values in them, for people who may not see data.

use std::ops::Range;

use crate::lex::{TokenKind, lex};
use crate::script::{PieceKind, split};

/// The text with `…` for every literal, on one line: for a log or a list of sessions.
///
/// ```
/// assert_eq!(icms_sql::conceal("UPDATE t1\nSET a = 'x', b = 47"), "UPDATE t1 SET a = '…', b = …");
/// ```
#[must_use]
pub fn conceal(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for token in lex(text) {
        let raw = &text[token.range.clone()];
        match nature(token.kind) {
            Nature::Text => shown.push_str("'…'"),
            Nature::Dollar => shown.push_str("$$…$$"),
            Nature::Number => shown.push('…'),
            Nature::Plain if token.kind == TokenKind::Space => shown.push(' '),
            Nature::Plain => shown.push_str(raw),
        }
    }
    shown.trim().to_owned()
}

/// The text with `*` for every byte of a value, line ends kept: every place in it stays where it was.
///
/// Numbers of definitions (`varchar(320)`) are no values; those of other statements are. The bodies of `DO` blocks and
/// functions are code, whose literals are concealed.
///
/// ```
/// let shown = icms_sql::conceal_in_place("INSERT INTO t VALUES ('abc', 47);");
/// assert_eq!(shown, "INSERT INTO t VALUES ('***', **);");
/// ```
#[must_use]
pub fn conceal_in_place(text: &str) -> String {
    let mut bytes = text.as_bytes().to_vec();
    for piece in split(text) {
        match piece.kind {
            PieceKind::Sql => statement(text, piece.range, &mut bytes),
            PieceKind::CopyData => star(&mut bytes[piece.range]),
            PieceKind::Meta => {}
        }
    }
    // Whole tokens are replaced by ASCII, so no character is ever cut.
    String::from_utf8(bytes).unwrap_or_default()
}

/// What a token may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Nature {
    Text,
    Dollar,
    Number,
    Plain,
}

const fn nature(kind: TokenKind) -> Nature {
    match kind {
        TokenKind::Text
        | TokenKind::EscapeText
        | TokenKind::UnicodeText
        | TokenKind::BitText
        | TokenKind::NationalText => Nature::Text,
        TokenKind::DollarText => Nature::Dollar,
        TokenKind::Number => Nature::Number,
        TokenKind::Space
        | TokenKind::Comment
        | TokenKind::Word
        | TokenKind::QuotedName
        | TokenKind::UnicodeName
        | TokenKind::Parameter
        | TokenKind::Operator
        | TokenKind::Punctuation
        | TokenKind::Backslash
        | TokenKind::Unknown => Nature::Plain,
    }
}

/// What dollar quotes and numbers are in a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `CREATE`, `ALTER`: bodies are code, numbers belong to types.
    Definition,
    /// `DO`: the body is code, numbers may be values.
    Block,
    /// Anything else, and what stands within code.
    Data,
}

impl Kind {
    fn of(statement: &str) -> Self {
        let first = lex(statement).find(|t| t.kind == TokenKind::Word);
        let word = first.map(|t| statement[t.range].to_ascii_lowercase());
        match word.as_deref() {
            Some("create" | "alter") => Self::Definition,
            Some("do") => Self::Block,
            Some(_) | None => Self::Data,
        }
    }
}

fn statement(text: &str, range: Range<usize>, bytes: &mut [u8]) {
    if let Some(first) = broken(&text[range.clone()]) {
        return star(&mut bytes[range.start + first..range.end]);
    }
    let kind = Kind::of(&text[range.clone()]);
    tokens(text, range, kind, bytes);
}

/// Where the values of a statement begin whose quotes do not pair: `'it's'`. What is a value there nobody knows.
fn broken(statement: &str) -> Option<usize> {
    let tokens: Vec<_> = lex(statement).collect();
    let literal = |kind| nature(kind) == Nature::Text;
    let unclosed = |range: Range<usize>| {
        let raw = &statement[range];
        raw.matches('\'').count() < 2 || !raw.ends_with('\'')
    };
    let wrong = tokens.iter().enumerate().any(|(at, token)| {
        let next = tokens.get(at + 1).map(|next| next.kind);
        literal(token.kind)
            && (unclosed(token.range.clone()) || matches!(next, Some(TokenKind::Word | TokenKind::Number)))
    });
    let value = |kind| nature(kind) != Nature::Plain;
    tokens.into_iter().find(|token| wrong && value(token.kind)).map(|token| token.range.start)
}

fn tokens(text: &str, range: Range<usize>, kind: Kind, bytes: &mut [u8]) {
    for token in lex(&text[range.clone()]) {
        let at = range.start + token.range.start..range.start + token.range.end;
        match (nature(token.kind), kind) {
            (Nature::Text, _) => star(&mut bytes[inside(&text[at.clone()], at.start, '\'')]),
            (Nature::Number, Kind::Block | Kind::Data) => star(&mut bytes[at]),
            (Nature::Dollar, Kind::Definition | Kind::Block) => {
                tokens(text, body(&text[at.clone()], at.start), Kind::Data, bytes);
            }
            (Nature::Dollar, Kind::Data) => star(&mut bytes[body(&text[at.clone()], at.start)]),
            (Nature::Number, Kind::Definition) | (Nature::Plain, _) => {}
        }
    }
}

/// What stands between the quotes of a literal; to its end where it is never closed.
fn inside(raw: &str, start: usize, quote: char) -> Range<usize> {
    let open = raw.find(quote).map_or(0, |at| at + 1);
    let close = raw.rfind(quote).filter(|at| *at >= open).unwrap_or(raw.len());
    start + open..start + close
}

/// What stands between dollar quotes.
fn body(raw: &str, start: usize) -> Range<usize> {
    let open = raw.get(1..).and_then(|rest| rest.find('$')).map_or(raw.len(), |at| at + 2);
    let tag = &raw[..open];
    let close = raw.strip_suffix(tag).filter(|rest| rest.len() >= open).map_or(raw.len(), str::len);
    start + open..start + close
}

fn star(bytes: &mut [u8]) {
    for byte in bytes.iter_mut().filter(|byte| !matches!(byte, b'\n' | b'\r')) {
        *byte = b'*';
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_go_and_places_stay() {
        let text = "-- it's\nINSERT INTO \"T1\" VALUES (E'a\\'b', 'ü''x', $$s$$, B'01', 47.1);\n\
                    CREATE TABLE t (a varchar(320) DEFAULT 'x');\n\
                    CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $b$SELECT length('abc') + 1$b$;\n\
                    DO $$BEGIN x := 12; y := 'é'; EXECUTE $q$SELECT secret$q$; END$$;\n\
                    COPY t FROM stdin;\nsecret\t1\n\\.\nSELECT 'never closed";
        let shown = conceal_in_place(text);
        assert_eq!(shown.len(), text.len());
        let wanted = "-- it's\nINSERT INTO \"T1\" VALUES (E'****', '*****', $$*$$, B'**', ****);\n\
                      CREATE TABLE t (a varchar(320) DEFAULT '*');\n\
                      CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $b$SELECT length('***') + *$b$;\n\
                      DO $$BEGIN x := **; y := '**'; EXECUTE $q$*************$q$; END$$;\n\
                      COPY t FROM stdin;\n********\n**\nSELECT *************";
        assert_eq!(shown, wanted);
        assert_eq!(conceal_in_place("SELECT 1, 'it's a'"), "SELECT ***********");
        assert_eq!(conceal_in_place("SELECT 'a's b'c', 2"), "SELECT ************");
    }

    #[test]
    fn a_line_for_people() {
        let shown =
            conceal("UPDATE t1  SET a = 'it''s\nsecret', b = 4711\nWHERE c = $x$hidden$x$ AND d = 'cut");
        assert_eq!(shown, "UPDATE t1 SET a = '…', b = … WHERE c = $$…$$ AND d = '…'");
        assert_eq!(conceal("SELECT $t$ cut"), "SELECT $$…$$");
        assert_eq!(conceal("SELECT E'cut\\'"), "SELECT '…'");
    }
}
