//! The text that the deparser turns into a given one.

use std::borrow::Cow;
use std::ops::Range;

use crate::{RawToken, TokenKind, lex};

/// The text to send so that PostgreSQL prints this one back.
///
/// What the deparser prints is not always read back as what it was: `status IN ('a')` over a `varchar` is printed as
/// `… = ANY ((ARRAY['a'::character varying])::text[])`, where the operator wants the cast. Written down, the parser
/// gives it to each element instead, and the next print differs. Left out, the operator wants it again.
///
/// ```
/// let printed = "((status)::text = ANY ((ARRAY['a'::character varying])::text[]))";
/// assert_eq!(icms_sql::preimage(printed), "((status)::text = ANY (ARRAY['a'::character varying]))");
/// assert_eq!(icms_sql::preimage("a = ANY ('{1}'::int[])"), "a = ANY ('{1}'::int[])");
/// ```
#[must_use]
pub fn preimage(text: &str) -> Cow<'_, str> {
    if !text.contains("(ARRAY[") {
        return Cow::Borrowed(text);
    }
    let solid = |t: &RawToken| !matches!(t.kind, TokenKind::Space | TokenKind::Comment);
    let tokens = Tokens { text, all: lex(text).filter(solid).collect() };
    let mut out = String::with_capacity(text.len());
    let mut copied = 0;
    for at in 0..tokens.all.len() {
        let Some((array, whole)) = tokens.cast_array(at) else { continue };
        out.push_str(text.get(copied..whole.start).unwrap_or_default());
        out.push_str(text.get(array).unwrap_or_default());
        copied = whole.end;
    }
    out.push_str(text.get(copied..).unwrap_or_default());
    Cow::Owned(out)
}

/// A text by its tokens, spaces and comments left out.
struct Tokens<'t> {
    text: &'t str,
    all: Vec<RawToken>,
}

impl Tokens<'_> {
    fn is(&self, at: usize, wanted: &str) -> bool {
        self.all
            .get(at)
            .and_then(|t| self.text.get(t.range.clone()))
            .is_some_and(|found| found.eq_ignore_ascii_case(wanted))
    }

    /// Of `ANY ((ARRAY[…])::type[])` that begins with this token: the array, and the array with its cast.
    fn cast_array(&self, at: usize) -> Option<(Range<usize>, Range<usize>)> {
        let begins = (self.is(at, "any") || self.is(at, "all"))
            && ["(", "(", "array", "["].iter().zip(at + 1..).all(|(wanted, at)| self.is(at, wanted));
        let bracket = self.closing(at + 4).filter(|_| begins)?;
        let outer = self.closing(at + 1)?;
        let cast = self.is(bracket + 1, ")")
            && self.is(bracket + 2, "::")
            && self.elements_are_typed(at + 4, bracket);
        let range =
            |from: usize, to: usize| Some(self.all.get(from)?.range.start..self.all.get(to)?.range.end);
        cast.then_some(())?;
        Some((range(at + 3, bracket)?, range(at + 2, outer - 1)?))
    }

    /// Whether nothing in the array hangs on the cast: no literal stands in it bare, as the deparser never leaves one.
    fn elements_are_typed(&self, open: usize, close: usize) -> bool {
        let literal = |at: usize| {
            self.all.get(at).is_some_and(|t| matches!(t.kind, TokenKind::Text | TokenKind::Number))
        };
        let ends = |at: usize| self.is(at, ",") || at == open || at == close;
        (open + 1..close).all(|at| !(literal(at) && ends(at - 1) && ends(at + 1)))
    }

    /// The token that closes the bracket or parenthesis at this one.
    fn closing(&self, open: usize) -> Option<usize> {
        let mut depth = 0_usize;
        for at in open..self.all.len() {
            if self.is(at, "(") || self.is(at, "[") {
                depth += 1;
            } else if self.is(at, ")") || self.is(at, "]") {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    return Some(at);
                }
            }
        }
        None
    }
}
