//! Making space of what the grammar should not see.

use crate::Dialect;
use crate::lexis::{self, Brackets};
use crate::scan::Chunk;
use crate::word::{BlockWord, Body};
use std::ops::Range;

/// Puts spaces, byte for byte, in place of a range.
pub(super) fn blank(text: &mut String, range: &Range<usize>) {
    if text.get(range.clone()).is_some() {
        text.replace_range(range.clone(), &" ".repeat(range.len()));
    }
}

/// What Prisma discards: text between the opening brace and the end of its line.
pub(crate) fn discarded(dialect: Dialect, chunk: &Chunk, text: &str) -> Option<Range<usize>> {
    let open =
        chunk.open.filter(|_| dialect == Dialect::Prisma && chunk.word.is_prisma())? - chunk.span.start;
    // A brace that was forgotten has nothing behind it.
    text.get(open..).filter(|behind| behind.starts_with('{'))?;
    let line = lexis::line_end(text, open);
    let end = if line == text.len() { line.saturating_sub(1) } else { line };
    let junk = text.get(open + 1..end)?;
    let start = open + 1 + (junk.len() - junk.trim_start().len());
    let junk = junk.trim();
    (!junk.is_empty() && !junk.starts_with("//") && !junk.starts_with("/*"))
        .then(|| start..start + junk.len())
}

/// The comments of a block that stand between the words of a line or within brackets. The rule is that there are
/// none, which is found out cheaply.
pub(super) fn inline_comments(chunk: &Chunk, text: &str) -> Vec<Range<usize>> {
    if chunk.word == BlockWord::Function || !(text.contains("/*") || text.contains("//")) {
        return Vec::new();
    }
    let members = match chunk.word.body() {
        Body::Line => text.len(),
        Body::Fields | Body::Values | Body::Properties => {
            chunk.open.map_or(text.len(), |open| open - chunk.span.start)
        }
    };
    let (mut ranges, mut within, mut brackets) = (Vec::new(), Vec::new(), Brackets::default());
    let mut at = 0;
    // The last brace is the block's own: it closes no forgotten one.
    while let Some(byte) = text.as_bytes().get(at).filter(|_| at + 1 < text.len()) {
        if let Some(skip) = lexis::skip(text, at) {
            let end = skip.position().max(at + 1);
            if *byte == b'/' && (at < members || between_words(text, at, end)) {
                ranges.push(at..end);
            } else if *byte == b'/' && brackets.open.len() > 1 {
                within.push(at..end);
            }
            at = end;
            continue;
        }
        if let Some(open) = brackets.see(at, *byte).filter(|_| !brackets.open.is_empty()) {
            // Those behind a bracket that is never closed stand between members after all.
            ranges.extend(within.extract_if(.., |range| range.start > open));
        }
        at += 1;
    }
    ranges.sort_by_key(|range| range.start);
    ranges
}

/// True for a comment with something of the same line behind it.
fn between_words(text: &str, at: usize, end: usize) -> bool {
    let behind = text.get(end..lexis::line_end(text, end)).unwrap_or("").trim();
    text.get(at..at + 2) == Some("/*") && !behind.is_empty() && !behind.starts_with("//") && behind != "}"
}
