//! What is left of a block with a broken line.
use crate::code;
use crate::parser::Source;
use crate::scan::Chunk;
use icms_diagnostic::{Diagnostic, Diagnostics};
use std::ops::Range;

pub(crate) fn stray(source: &Source<'_>, range: &Range<usize>) -> Diagnostic {
    Diagnostic::error(code::STRAY_LINE, "this line does not start with any keyword").at(source.span(range))
}
pub(crate) fn endless(source: &Source<'_>, range: &Range<usize>) -> Diagnostic {
    Diagnostic::error(code::ENDLESS, "this comment is never closed").at(source.span(range))
}
pub(crate) fn before(_: &Source<'_>, _: &Chunk, _: &mut Diagnostics) -> Option<String> {
    None
}
pub(crate) fn mend(source: &Source<'_>, chunk: &Chunk, _: &str, errors: &mut Diagnostics) -> Option<String> {
    errors.push(Diagnostic::error(code::BAD_HEAD, "broken block").at(source.span(&chunk.span)));
    None
}
