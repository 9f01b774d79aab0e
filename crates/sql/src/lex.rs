//! Text → tokens, by the rules of PostgreSQL's own scanner.

use std::ops::Range;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TokenKind {
    /// Blanks and line ends.
    Space,
    /// `-- …` or `/* … */`, nested.
    Comment,
    /// A word without quotes: name or keyword.
    Word,
    /// `"…"`.
    QuotedName,
    /// `U&"…"`.
    UnicodeName,
    /// `'…'` with doubled quotes only.
    Text,
    /// `E'…'` with backslash escapes.
    EscapeText,
    /// `U&'…'`.
    UnicodeText,
    /// `$tag$ … $tag$`.
    DollarText,
    /// `B'…'` or `X'…'`.
    BitText,
    /// `N'…'`.
    NationalText,
    /// `12`, `1.5`, `1e3`, `0x1F`.
    Number,
    /// `$1`.
    Parameter,
    /// An operator by the greedy rule, such as `<=`, `->>` or `=`.
    Operator,
    /// One of `( ) [ ] , ; .`, `:`, `::`, `:=`, `..`.
    Punctuation,
    /// A backslash: psql's command or stray.
    Backslash,
    /// Anything PostgreSQL would refuse, such as a stray control character.
    Unknown,
}

/// One token and where it stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawToken {
    /// What it is.
    pub kind: TokenKind,
    /// Bytes of the text.
    pub range: Range<usize>,
}

/// All tokens of a text, spaces and comments included; their ranges cover it without gaps.
pub fn lex(text: &str) -> impl Iterator<Item = RawToken> + '_ {
    let mut at = 0;
    std::iter::from_fn(move || {
        let token = next_token(text, at)?;
        at = token.range.end;
        Some(token)
    })
}

/// The token that starts at `at`; none at the end.
#[must_use]
pub fn next_token(text: &str, at: usize) -> Option<RawToken> {
    let rest = text.get(at..)?.as_bytes();
    let first = *rest.first()?;
    let (kind, length) = scan(rest, first);
    // A length never splits a character: every scanner below stops at ASCII bytes or eats whole runs of non-ASCII.
    Some(RawToken { kind, range: at..at + length.max(1) })
}

fn scan(rest: &[u8], first: u8) -> (TokenKind, usize) {
    let second = rest.get(1).copied().unwrap_or(0);
    let third = rest.get(2).copied().unwrap_or(0);
    match (first, second) {
        (b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c, _) => (TokenKind::Space, run(rest, is_space)),
        (b'-', b'-') => (TokenKind::Comment, run(rest, |b| b != b'\n' && b != b'\r')),
        (b'/', b'*') => (TokenKind::Comment, block_comment(rest)),
        (b'\'', _) => (TokenKind::Text, quoted(rest, 0, b'\'')),
        (b'"', _) => (TokenKind::QuotedName, quoted(rest, 0, b'"')),
        (b'e' | b'E', b'\'') => (TokenKind::EscapeText, escaped(rest)),
        (b'b' | b'B' | b'x' | b'X', b'\'') => (TokenKind::BitText, quoted(rest, 1, b'\'')),
        (b'n' | b'N', b'\'') => (TokenKind::NationalText, quoted(rest, 1, b'\'')),
        (b'u' | b'U', b'&') if third == b'\'' => (TokenKind::UnicodeText, quoted(rest, 2, b'\'')),
        (b'u' | b'U', b'&') if third == b'"' => (TokenKind::UnicodeName, quoted(rest, 2, b'"')),
        (b'$', b'0'..=b'9') => (TokenKind::Parameter, 1 + run(&rest[1..], |b| b.is_ascii_digit())),
        (b'$', _) => dollar_text(rest).map_or((TokenKind::Unknown, 1), |n| (TokenKind::DollarText, n)),
        (b'0'..=b'9', _) | (b'.', b'0'..=b'9') => (TokenKind::Number, number(rest)),
        (b':', b':' | b'=') | (b'.', b'.') => (TokenKind::Punctuation, 2),
        (b'(' | b')' | b'[' | b']' | b',' | b';' | b'.' | b':', _) => (TokenKind::Punctuation, 1),
        (b'\\', _) => (TokenKind::Backslash, 1),
        _ if is_word_start(first) => (TokenKind::Word, run(rest, is_word)),
        _ if is_operator(first) => (TokenKind::Operator, operator(rest)),
        _ => (TokenKind::Unknown, 1),
    }
}

/// How many leading bytes satisfy the test.
fn run(bytes: &[u8], test: impl Fn(u8) -> bool) -> usize {
    bytes.iter().position(|&b| !test(b)).unwrap_or(bytes.len())
}

const fn is_space(b: u8) -> bool {
    matches!(b, b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c)
}

const fn is_word_start(b: u8) -> bool {
    matches!(b, b'a'..=b'z' | b'A'..=b'Z' | b'_' | 0x80..)
}

const fn is_word(b: u8) -> bool {
    is_word_start(b) || matches!(b, b'0'..=b'9' | b'$')
}

/// The characters that only operators of extensions and of PostgreSQL's own making hold, not those of the standard.
const fn is_uncommon(b: u8) -> bool {
    matches!(b, b'~' | b'!' | b'@' | b'#' | b'^' | b'&' | b'|' | b'`' | b'?' | b'%')
}

const fn is_operator(b: u8) -> bool {
    is_uncommon(b) || matches!(b, b'+' | b'-' | b'*' | b'/' | b'<' | b'>' | b'=')
}

/// A block comment, nested; unclosed ones run to the end.
fn block_comment(rest: &[u8]) -> usize {
    let (mut depth, mut i) = (0_usize, 0);
    while i + 1 < rest.len() {
        match (rest[i], rest[i + 1]) {
            (b'/', b'*') => {
                depth += 1;
                i += 2;
            }
            (b'*', b'/') => {
                depth -= 1;
                i += 2;
                if depth == 0 {
                    return i;
                }
            }
            _ => i += 1,
        }
    }
    rest.len()
}

/// From the opening quote at `start` to the closing one; a doubled quote stays inside.
fn quoted(rest: &[u8], start: usize, quote: u8) -> usize {
    let mut i = start + 1;
    while let Some(&b) = rest.get(i) {
        if b != quote {
            i += 1;
        } else if rest.get(i + 1) == Some(&quote) {
            i += 2;
        } else {
            return i + 1;
        }
    }
    rest.len()
}

fn escaped(rest: &[u8]) -> usize {
    let mut i = 2;
    while let Some(&b) = rest.get(i) {
        match b {
            // The escaped character may be the first byte of a longer one; the rest of it is not special.
            b'\\' => i += 2,
            b'\'' if rest.get(i + 1) == Some(&b'\'') => i += 2,
            b'\'' => return i + 1,
            _ => i += 1,
        }
    }
    rest.len()
}

fn dollar_text(rest: &[u8]) -> Option<usize> {
    let name = run(&rest[1..], |b| is_word(b) && b != b'$');
    let tag = rest.get(..name + 2).filter(|tag| tag.ends_with(b"$"))?;
    let body = &rest[tag.len()..];
    let close = find(body, tag).map_or(body.len(), |i| i + tag.len());
    Some(tag.len() + close)
}

fn find(haystack: &[u8], tag: &[u8]) -> Option<usize> {
    let mut from = 0;
    loop {
        let at = from + haystack.get(from..)?.iter().position(|b| *b == b'$')?;
        if haystack[at..].starts_with(tag) {
            return Some(at);
        }
        from = at + 1;
    }
}

fn number(rest: &[u8]) -> usize {
    let second = rest.get(1).copied().unwrap_or(0);
    if rest[0] == b'0' && matches!(second, b'x' | b'X' | b'o' | b'O' | b'b' | b'B') {
        return 2 + run(&rest[2..], |b| b.is_ascii_hexdigit() || b == b'_');
    }
    let digits = |from: usize| from + run(&rest[from..], |b| b.is_ascii_digit() || b == b'_');
    let mut end = digits(0);
    // `1..10` is a range, not a number with a dot.
    if rest.get(end) == Some(&b'.') && rest.get(end + 1) != Some(&b'.') {
        end = digits(end + 1);
    }
    if matches!(rest.get(end), Some(b'e' | b'E')) {
        let sign = usize::from(matches!(rest.get(end + 1), Some(b'+' | b'-')));
        if rest.get(end + 1 + sign).is_some_and(u8::is_ascii_digit) {
            end = digits(end + 1 + sign);
        }
    }
    end
}

/// The longest operator: it stops before a comment, and gives back trailing `+` and `-` unless it holds a character
/// that no standard operator has.
fn operator(rest: &[u8]) -> usize {
    let mut end = run(rest, is_operator);
    let comment = |i: &usize| rest[*i..].starts_with(b"--") || rest[*i..].starts_with(b"/*");
    if let Some(i) = (1..end).find(comment) {
        end = i;
    }
    if !rest[..end].iter().any(|b| is_uncommon(*b)) {
        while end > 1 && matches!(rest[end - 1], b'+' | b'-') {
            end -= 1;
        }
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(text: &str) -> Vec<&str> {
        lex(text).filter(|t| t.kind != TokenKind::Space).map(|t| &text[t.range]).collect()
    }

    #[test]
    fn tokens() {
        assert_eq!(words("a<=-1"), ["a", "<=", "-", "1"]);
        assert_eq!(words("a@-b"), ["a", "@-", "b"]);
        assert_eq!(words("a->>'b''c'"), ["a", "->>", "'b''c'"]);
        assert_eq!(words("E'a\\'b' x"), ["E'a\\'b'", "x"]);
        assert_eq!(words("$x$ ; $y$ $x$;"), ["$x$ ; $y$ $x$", ";"]);
        assert_eq!(words("/* a /* b */ c */d"), ["/* a /* b */ c */", "d"]);
        assert_eq!(words("1.5e-3::int[1..2]"), ["1.5e-3", "::", "int", "[", "1", "..", "2", "]"]);
        assert_eq!(words("a*--b\nc"), ["a", "*", "--b", "c"]);
        assert_eq!(words("U&\"d\" é$1 $1"), ["U&\"d\"", "é$1", "$1"]);
        assert_eq!(words("u1.\"A\".b"), ["u1", ".", "\"A\"", ".", "b"]);
    }

    #[test]
    fn covers_any_text() {
        for text in ["'", "E'\\", "$a", "\"", "/*", "é'é", "\u{0}\u{7f}", "1e", "0x", "U&'", "E'\\é"] {
            let end = lex(text).fold(0, |at, t| {
                assert_eq!(t.range.start, at);
                assert!(text.get(t.range.clone()).is_some(), "{text:?} {t:?}");
                t.range.end
            });
            assert_eq!(end, text.len());
        }
    }
}
