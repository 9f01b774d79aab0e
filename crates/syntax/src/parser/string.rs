//! String literals: `"…"` with JSON's escapes and `"""…"""` with its indentation stripped.

use super::Reader;
use crate::code;
use crate::grammar::Pair;
use crate::lexis;
use icms_diagnostic::Diagnostic;

/// The value of a string node of either form. A wrong escape is reported and kept as written.
pub(crate) fn value(reader: &mut Reader<'_>, pair: &Pair<'_>) -> String {
    if pair.as_str().starts_with("\"\"\"") { raw(pair) } else { literal(reader, pair) }
}

fn literal(reader: &mut Reader<'_>, pair: &Pair<'_>) -> String {
    let span = pair.as_span();
    let written = span.as_str();
    let content = written.get(1..written.len().saturating_sub(1)).unwrap_or("");
    if !content.contains('\\') {
        return content.to_owned();
    }
    let (value, wrong) = unescape(content);
    for (at, length) in wrong {
        let at = span.start() + 1 + at;
        reader.report(
            Diagnostic::error(code::BAD_ESCAPE, "this is no escape sequence")
                .at(reader.place(at, at + length))
                .help("known are \\\" \\\\ \\/ \\b \\f \\n \\r \\t and \\uXXXX; write \\\\ for a backslash")
                .fix(reader.place(at, at), "\\"),
        );
    }
    value
}

/// The value between the quotes, and place and length of each wrong escape.
fn unescape(content: &str) -> (String, Vec<(usize, usize)>) {
    let (mut value, mut wrong) = (String::with_capacity(content.len()), Vec::new());
    let mut rest = content;
    while let Some(at) = rest.find('\\') {
        value.push_str(rest.get(..at).unwrap_or(""));
        let escape = rest.get(at..).unwrap_or("");
        let (c, length) = match escape_value(escape) {
            Ok((c, length)) => (Some(c), length),
            Err(length) => {
                wrong.push((content.len() - escape.len(), length));
                (None, length)
            }
        };
        match c {
            Some(c) => value.push(c),
            None => value.push_str(escape.get(..length).unwrap_or("")),
        }
        rest = escape.get(length..).unwrap_or("");
    }
    value.push_str(rest);
    (value, wrong)
}

/// The character that an escape stands for and its length; the length alone when it is wrong.
fn escape_value(escape: &str) -> Result<(char, usize), usize> {
    let Some(c) = escape.chars().nth(1) else { return Err(escape.len()) };
    match c {
        '"' | '\\' | '/' => Ok((c, 2)),
        'b' => Ok(('\u{8}', 2)),
        'f' => Ok(('\u{c}', 2)),
        'n' => Ok(('\n', 2)),
        'r' => Ok(('\r', 2)),
        't' => Ok(('\t', 2)),
        'u' => unicode(escape),
        _ => Err(1 + c.len_utf8()),
    }
}

fn unicode(escape: &str) -> Result<(char, usize), usize> {
    let high = hex(escape.get(2..6)).ok_or(2_usize)?;
    if let Some(c) = char::from_u32(high) {
        return Ok((c, 6));
    }
    let low = escape.get(6..8).filter(|s| *s == "\\u").and_then(|_| hex(escape.get(8..12))).ok_or(6_usize)?;
    let pair = char::decode_utf16([high, low].map(|n| u16::try_from(n).unwrap_or(0))).next();
    pair.and_then(Result::ok).map(|c| (c, 12)).ok_or(6)
}

fn hex(digits: Option<&str>) -> Option<u32> {
    let digits = digits.filter(|d| d.bytes().all(|b| b.is_ascii_hexdigit()))?;
    u32::from_str_radix(digits, 16).ok()
}

/// The value of a `"""…"""` node.
pub(crate) fn raw(pair: &Pair<'_>) -> String {
    dedent(between(pair.as_str()))
}

/// What stands between the delimiters of a `"""…"""` literal.
pub(crate) fn between(written: &str) -> &str {
    match lexis::quotes(written, 0) {
        6 => "",
        n => written.get(n..written.len().saturating_sub(n)).unwrap_or(""),
    }
}

/// Drops the line break after the opening delimiter, and the closing delimiter's line with its indentation from
/// all lines. Text whose closing delimiter shares a line with something stays as it is.
fn dedent(text: &str) -> String {
    let Some((body, indentation)) = text.rsplit_once('\n').filter(|(_, last)| last.trim().is_empty()) else {
        return text.to_owned();
    };
    let body = body.strip_suffix('\r').unwrap_or(body);
    let body = match body.split_once('\n') {
        Some((first, rest)) if first.trim().is_empty() => rest,
        None if body.trim().is_empty() => "",
        Some(_) | None => body,
    };
    let lines: Vec<_> = body.split('\n').map(|line| without(line, indentation)).collect();
    lines.join("\n")
}

/// A line without as much of the indentation as it has.
fn without<'l>(line: &'l str, indentation: &str) -> &'l str {
    let shared = line.bytes().zip(indentation.bytes()).take_while(|(a, b)| a == b).count();
    line.get(shared..).unwrap_or(line)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn escapes_are_those_of_json() {
        assert_eq!(unescape(r#"a\"b\\c\/\n\té😀"#), ("a\"b\\c/\n\té😀".to_owned(), vec![]));
        assert_eq!(unescape(r"C:\qx\u12"), (r"C:\qx\u12".to_owned(), vec![(2, 2), (5, 2)]));
    }

    #[test]
    fn the_closing_delimiter_sets_the_indentation() {
        assert_eq!(dedent("\n    select 1\n      + 2\n    "), "select 1\n  + 2");
        assert_eq!(dedent(" select 1 "), " select 1 ");
        assert_eq!(dedent("\n"), "");
        assert_eq!(dedent("\r\n  a\r\n  "), "a");
        assert_eq!(dedent("\n a\n   b\n   "), "a\nb");
    }
}
