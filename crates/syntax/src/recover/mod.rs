//! Broken text: what it costs, what is said about it, and how the rest is kept.
//!
//! A block that cannot be read is mended, line by line, in a copy with the same number of bytes, so that places in
//! the copy are places in the file: broken lines become space, old spellings the new ones.

mod blank;
mod head;
mod member;
mod quote;
mod stray;

use crate::code;
use crate::grammar::{Pairs, Rule};
use crate::lexis;
use crate::parser::{Source, parse_whole};
use crate::scan::{Chunk, Closed};
use crate::word::Body;
use icms_diagnostic::{Code, Diagnostic, Diagnostics, Label};
use std::borrow::Cow;
use std::ops::Range;
pub(crate) use stray::{endless, stray};

/// Brackets that are never closed are looked for this far: what is lost when a longer statement is broken is that
/// its lines are reported one by one.
const LONGEST: usize = 4 * 1024;

/// Brackets may nest this deep: far beyond sense, far below what would exhaust the stack.
const DEEPEST: usize = 64;

/// What is said of lines that belong to another kind of block.
const NO_MEMBER: [Code; 4] = [code::BAD_FIELD, code::NO_TYPE, code::BAD_VALUE, code::BAD_PROPERTY];

/// A block's text as the grammar can read it.
pub(crate) struct Readable<'t> {
    /// As in the file, or a copy with the same places.
    pub text: Cow<'t, str>,
    /// Where the copy differs.
    pub changed: Vec<Range<usize>>,
}

/// The nodes of a block, and what they were read from, for `read`; none when nothing of it is left.
pub(crate) fn read<T>(
    source: &Source<'_>,
    chunk: &Chunk,
    errors: &mut Diagnostics,
    read: impl FnOnce(&Readable<'_>, Pairs<'_>, &mut Diagnostics) -> T,
) -> Option<T> {
    let mut readable = prepare(source, chunk, errors)?;
    if let Some(pairs) = parse_shallow(chunk.word.rule(), &readable.text) {
        return Some(read(&readable, pairs, errors));
    }
    mend(source, chunk, &mut readable, errors)?;
    match parse_shallow(chunk.word.rule(), &readable.text) {
        Some(pairs) => Some(read(&readable, pairs, errors)),
        None => {
            errors.push(head::unreadable(source, chunk));
            None
        }
    }
}

/// The nodes of `text` when all of it is one `rule` and no bracket nests beyond reason.
fn parse_shallow(rule: Rule, text: &str) -> Option<Pairs<'_>> {
    if lexis::nesting(text) > DEEPEST { None } else { parse_whole(rule, text) }
}

/// Leaves out what the grammar does not know: comments between words, and in `.prisma` files what stands behind
/// the opening brace.
fn prepare<'t>(source: &Source<'t>, chunk: &Chunk, errors: &mut Diagnostics) -> Option<Readable<'t>> {
    let text = source.text.get(chunk.span.clone())?;
    let mut changed = blank::inline_comments(chunk, text);
    if let Some(junk) = blank::discarded(source.dialect, chunk, text) {
        let warning =
            Diagnostic::warning(code::DISCARDED, "text behind the opening brace is ignored, as Prisma does");
        errors.push(warning.at(source.span(&moved(&junk, chunk))).help("put it on a line of its own"));
        changed.push(junk);
    }
    if changed.is_empty() {
        return Some(Readable { text: Cow::Borrowed(text), changed });
    }
    let mut copy = text.to_owned();
    changed.iter().for_each(|range| blank::blank(&mut copy, range));
    Some(Readable { text: Cow::Owned(copy), changed })
}

/// A place in a block as a place in the file.
fn moved(range: &Range<usize>, chunk: &Chunk) -> Range<usize> {
    chunk.span.start + range.start..chunk.span.start + range.end
}

/// Takes the broken lines out of a block that could not be read; none when that is hopeless.
fn mend(
    source: &Source<'_>,
    chunk: &Chunk,
    block: &mut Readable<'_>,
    errors: &mut Diagnostics,
) -> Option<()> {
    let text = block.text.clone().into_owned();
    let changed = std::mem::take(&mut block.changed);
    let mut mend = Mend { source, chunk, text, changed, broken: Vec::new(), errors };
    let open = match (chunk.open, chunk.word.body()) {
        (Some(open), Body::Fields | Body::Values | Body::Properties) => open - chunk.span.start,
        (_, Body::Line) | (None, _) => {
            mend.errors.push(head::statement(source, chunk, &mend.text));
            return None;
        }
    };
    head::head(&mut mend, open)?;
    mend.members(open + 1);
    *block = Readable { text: Cow::Owned(mend.text), changed: mend.changed };
    Some(())
}

/// A block being mended.
struct Mend<'m, 's> {
    source: &'m Source<'s>,
    chunk: &'m Chunk,
    text: String,
    changed: Vec<Range<usize>>,
    /// Lines of which nothing is left, with what is wrong.
    broken: Vec<(Range<usize>, Diagnostic)>,
    errors: &'m mut Diagnostics,
}

impl Mend<'_, '_> {
    /// Checks the members from `at` on, one statement after the other.
    fn members(&mut self, mut at: usize) {
        let limit = match self.chunk.closed {
            Closed::Yes => self.text.len().saturating_sub(1),
            Closed::No => {
                self.unclosed();
                self.text.push_str("\n}");
                self.text.len() - 2
            }
        };
        while at < limit {
            let rest = self.text.get(at..limit).unwrap_or("");
            at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r', ',']).len();
            at = match lexis::skip(&self.text, at) {
                Some(skip) if self.text.get(at..).is_some_and(|s| s.starts_with('/')) => {
                    skip.position().max(at + 1)
                }
                Some(_) | None => self.member(at, limit),
            };
        }
        self.tell();
    }

    /// Says that the block is not closed; a single sign on its last line stands where the brace should.
    fn unclosed(&mut self) {
        let last = self.text.rfind('\n').map_or(0, |at| at + 1);
        let sign = self.text.get(last..).filter(|line| line.trim_end().chars().count() == 1);
        let sign =
            sign.filter(|line| !line.starts_with([' ', '\t'])).map(|line| last..last + line.trim_end().len());
        self.errors.push(head::unclosed(self.source, self.chunk, sign.as_ref()));
        if let Some(sign) = sign {
            blank::blank(&mut self.text, &sign);
            self.changed.push(sign);
        }
    }

    /// Reports the broken lines; of those that follow each other and are no members at all only the first three, because
    /// they belong to another kind of block.
    fn tell(&mut self) {
        let mut run: usize = 0;
        let mut before: Option<(usize, Code)> = None;
        let mut told: Vec<Diagnostic> = Vec::new();
        for (range, diagnostic) in std::mem::take(&mut self.broken) {
            let follows = before.is_some_and(|(end, code)| {
                NO_MEMBER.contains(&code)
                    && code == diagnostic.code
                    && self.text.get(end..range.start).is_some_and(|s| s.trim().is_empty())
            });
            before = Some((range.end, diagnostic.code));
            run = if follows { run + 1 } else { 0 };
            match (run, told.last_mut()) {
                (3, Some(last)) => {
                    let place = self.source.span(&moved(&range, self.chunk));
                    last.labels.push(Label { span: place, text: "and so on".to_owned() });
                }
                (4.., Some(_)) => {}
                (_, _) => told.push(diagnostic),
            }
        }
        self.errors.extend(told);
    }

    /// Checks the statement at `at` and returns where it ends.
    fn member(&mut self, at: usize, limit: usize) -> usize {
        let end = lexis::logical_line(&self.text, at, limit.min(at + LONGEST));
        let line = lexis::line_end(&self.text, at).min(limit);
        if at >= end || self.reads(at..end) {
            return end.max(at + 1);
        }
        let end = if line < end && self.goes_on_alone(at, line, end, limit) { line } else { end };
        let broken = at..at + self.text.get(at..end).map_or(line - at, |s| s.trim_end().len());
        let said = member::diagnose(self, &broken);
        let replacement = said.replacement.filter(|new| new.len() == broken.len());
        match replacement {
            Some(new) if member::reads(self.chunk.word.body(), &new) => {
                self.errors.push(said.diagnostic);
                self.text.replace_range(broken.clone(), &new);
            }
            Some(_) | None => {
                blank::blank(&mut self.text, &broken);
                self.broken.push((broken.clone(), said.diagnostic));
            }
        }
        self.changed.push(broken);
        end
    }

    fn reads(&self, range: Range<usize>) -> bool {
        self.text.get(range).is_some_and(|line| member::reads(self.chunk.word.body(), line))
    }

    /// True when a bracket that is open at the end of the line at `at` is better taken for forgotten: it never
    /// closes, or the next line can be read by itself.
    fn goes_on_alone(&self, at: usize, line: usize, end: usize, limit: usize) -> bool {
        let next = lexis::after_break(&self.text, line);
        let next_end = lexis::line_end(&self.text, next).min(limit);
        let closes = self.text.get(at..end).is_some_and(|s| lexis::open_brackets(s).is_empty());
        !closes
            || self.text.get(next..next_end).is_some_and(|s| !s.trim().is_empty())
                && self.reads(next..next_end)
    }
}
