//! What a quoted token stands for: the identifier or string value behind its spelling.

use crate::lex::TokenKind;

/// The identifier that a name token stands for: folded unless quoted, escapes decoded, cut to 63 bytes.
#[must_use]
pub fn decode_name(kind: TokenKind, spelling: &str) -> String {
    let name = match kind {
        TokenKind::QuotedName => undouble(spelling, 1, '"'),
        TokenKind::UnicodeName => unicode(&undouble(spelling, 3, '"')),
        // The server folds ASCII only, whatever the locale, in a multi-byte encoding.
        _ => spelling.to_ascii_lowercase(),
    };
    crate::truncate_identifier(&name).to_owned()
}

/// The string that a text token stands for; none for tokens that are no strings, and for bit strings.
#[must_use]
pub fn decode_text(kind: TokenKind, spelling: &str) -> Option<String> {
    Some(match kind {
        TokenKind::Text => undouble(spelling, 1, '\''),
        TokenKind::NationalText => undouble(spelling, 2, '\''),
        TokenKind::EscapeText => backslashes(&undouble_escaped(spelling)),
        TokenKind::UnicodeText => unicode(&undouble(spelling, 3, '\'')),
        TokenKind::DollarText => dollar(spelling),
        _ => return None,
    })
}

fn undouble(spelling: &str, prefix: usize, quote: char) -> String {
    let body = spelling.get(prefix..).unwrap_or("");
    let body = body.strip_suffix(quote).unwrap_or(body);
    let twice: String = [quote, quote].iter().collect();
    body.replace(&twice, quote.encode_utf8(&mut [0; 4]))
}

/// The body of `E'…'`, whose doubled quotes the backslash pass undoes.
fn undouble_escaped(spelling: &str) -> String {
    let body = spelling.get(2..).unwrap_or("");
    body.strip_suffix('\'').unwrap_or(body).to_owned()
}

fn dollar(spelling: &str) -> String {
    let tag = spelling.get(1..).and_then(|rest| rest.find('$')).map_or(0, |i| i + 2);
    let body = spelling.get(tag..).unwrap_or("");
    body.strip_suffix(spelling.get(..tag).unwrap_or("")).unwrap_or(body).to_owned()
}

fn backslashes(body: &str) -> String {
    let mut bytes = Vec::with_capacity(body.len());
    let mut chars = body.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '\'' if chars.peek() == Some(&'\'') => {
                chars.next();
                bytes.push(b'\'');
            }
            '\\' => escape(&mut chars, &mut bytes),
            other => push(&mut bytes, other),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

fn escape(chars: &mut std::iter::Peekable<std::str::Chars<'_>>, bytes: &mut Vec<u8>) {
    let Some(c) = chars.next() else { return bytes.push(b'\\') };
    match c {
        'b' => bytes.push(8),
        'f' => bytes.push(12),
        'n' => bytes.push(b'\n'),
        'r' => bytes.push(b'\r'),
        't' => bytes.push(b'\t'),
        'x' => match digits(chars, 16, 2) {
            Some(n) => bytes.push(n.to_le_bytes()[0]),
            None => bytes.push(b'x'),
        },
        'u' | 'U' => {
            let n = digits(chars, 16, if c == 'u' { 4 } else { 8 });
            push(bytes, n.and_then(char::from_u32).unwrap_or(char::REPLACEMENT_CHARACTER));
        }
        '0'..='7' => {
            let first = c.to_digit(8).unwrap_or(0);
            let mut value = first;
            for _ in 0..2 {
                let Some(d) = chars.peek().and_then(|c| c.to_digit(8)) else { break };
                value = value * 8 + d;
                chars.next();
            }
            bytes.push(value.to_le_bytes()[0]);
        }
        other => push(bytes, other),
    }
}

fn digits(chars: &mut std::iter::Peekable<std::str::Chars<'_>>, radix: u32, most: usize) -> Option<u32> {
    let mut value = None;
    for _ in 0..most {
        let Some(d) = chars.peek().and_then(|c| c.to_digit(radix)) else { break };
        value = Some(value.unwrap_or(0_u32).wrapping_mul(radix) + d);
        chars.next();
    }
    value
}

fn push(bytes: &mut Vec<u8>, c: char) {
    bytes.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
}

/// `\0061` and `\+000061` of `U&` forms with the default escape character.
fn unicode(body: &str) -> String {
    let mut out = String::with_capacity(body.len());
    let mut rest = body;
    while let Some(i) = rest.find('\\') {
        out.push_str(&rest[..i]);
        rest = &rest[i + 1..];
        if let Some(after) = rest.strip_prefix('\\') {
            out.push('\\');
            rest = after;
            continue;
        }
        let (skip, length) = if rest.starts_with('+') { (1, 6) } else { (0, 4) };
        let code = rest.get(skip..skip + length).and_then(|hex| u32::from_str_radix(hex, 16).ok());
        match code.and_then(char::from_u32) {
            Some(c) => {
                out.push(c);
                rest = &rest[skip + length..];
            }
            None => out.push('\\'),
        }
    }
    out + rest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values() {
        let text = |kind, s| decode_text(kind, s).unwrap();
        assert_eq!(text(TokenKind::Text, "'it''s'"), "it's");
        assert_eq!(text(TokenKind::EscapeText, r"E'a\n\'\x41\101\u00e9''\\'"), "a\n'AAé'\\");
        assert_eq!(text(TokenKind::DollarText, "$q$a'b$q$"), "a'b");
        assert_eq!(text(TokenKind::DollarText, "$$$$"), "");
        assert_eq!(text(TokenKind::UnicodeText, r"U&'d\0061t\+000061\\'"), "data\\");
        assert_eq!(decode_name(TokenKind::Word, "FooÄ"), "fooÄ");
        assert_eq!(decode_name(TokenKind::QuotedName, "\"A\"\"b\""), "A\"b");
        assert_eq!(decode_text(TokenKind::Text, "'"), Some(String::new()));
    }
}
