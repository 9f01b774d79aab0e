//! `CREATE FUNCTION` → arguments, options, body.

use icms_sql::{RawToken, TokenKind, decode_text, lex};

/// The parts of a definition.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Split {
    /// Between the parentheses.
    pub arguments: String,
    /// `RETURNS … LANGUAGE …`
    pub options: String,
    /// What the function does; `BEGIN ATOMIC …` and `RETURN …` too.
    pub body: String,
}

/// Takes a definition apart; none where it has no body of its own, as functions in C.
pub(super) fn read(definition: &str) -> Option<Split> {
    let tokens: Vec<RawToken> = lex(definition).collect();
    let open = tokens.iter().position(|token| spelling(definition, token) == "(")?;
    let close = closing(definition, &tokens, open)?;
    let arguments = joined(definition, tokens.get(open + 1..close)?);
    let rest = tokens.get(close + 1..)?;
    let at = rest.iter().position(|token| starts_body(definition, token))?;
    let options = joined(definition, rest.get(..at)?);
    let head = rest.get(at)?;
    if !spelling(definition, head).eq_ignore_ascii_case("as") {
        let body = definition.get(head.range.start..)?.trim_end().trim_end_matches(';');
        return Some(Split { arguments, options, body: body.to_owned() });
    }
    let mut after = rest.get(at + 1..)?.iter().filter(|token| !is_blank(token));
    let text = after.next()?;
    let body = decode_text(text.kind, spelling(definition, text))?;
    if after.next().is_some_and(|token| spelling(definition, token) == ",") {
        return None;
    }
    let end = rest.iter().position(|token| token.range == text.range)?;
    let more = joined(definition, rest.get(end + 1..)?);
    let options = format!("{options} {more}").trim().trim_end_matches(';').trim_end().to_owned();
    Some(Split { arguments, options, body })
}

fn spelling<'t>(text: &'t str, token: &RawToken) -> &'t str {
    text.get(token.range.clone()).unwrap_or("")
}

const fn is_blank(token: &RawToken) -> bool {
    matches!(token.kind, TokenKind::Space | TokenKind::Comment)
}

/// `AS`, `BEGIN` or `RETURN`: no option begins so.
fn starts_body(text: &str, token: &RawToken) -> bool {
    let word = spelling(text, token);
    token.kind == TokenKind::Word
        && ["as", "begin", "return"].iter().any(|body| word.eq_ignore_ascii_case(body))
}

/// The parenthesis that closes the one at `open`.
fn closing(text: &str, tokens: &[RawToken], open: usize) -> Option<usize> {
    let mut depth = 0_usize;
    for (at, token) in tokens.iter().enumerate().skip(open) {
        match spelling(text, token) {
            "(" => depth += 1,
            ")" => depth = depth.checked_sub(1)?,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
    }
    None
}

/// On one line, without comments.
fn joined(text: &str, tokens: &[RawToken]) -> String {
    let mut out = String::new();
    for token in tokens {
        if is_blank(token) {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else {
            out.push_str(spelling(text, token));
        }
    }
    out.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn definitions() {
        let read = |text| read(text).unwrap();
        let touch = read(
            "CREATE FUNCTION f(a int,\n b text) RETURNS int -- x\n AS $$ select 1 $$ LANGUAGE sql STABLE;",
        );
        assert_eq!(touch.arguments, "a int, b text");
        assert_eq!(touch.options, "RETURNS int LANGUAGE sql STABLE");
        assert_eq!(touch.body, " select 1 ");
        let atomic = read("CREATE FUNCTION f() RETURNS int LANGUAGE sql BEGIN ATOMIC SELECT 1; END");
        assert_eq!(atomic.body, "BEGIN ATOMIC SELECT 1; END");
        assert_eq!(super::read("CREATE FUNCTION f() RETURNS int LANGUAGE c AS 'lib', 'f'"), None);
    }
}
