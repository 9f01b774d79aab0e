//! Text → the same text, laid out: columns aligned, attributes in order, one blank line between blocks.
//!
//! What cannot be read stays as written; no comment is lost; formatting twice changes nothing more.

mod block;
mod comment;
mod item;
mod statement;
mod table;
mod value;

use crate::Dialect;
use crate::lexis;
use crate::parser::Source;
use crate::scan::{Chunk, Closed, Piece, scan};
use crate::word::{BlockWord, Body};
use icms_diagnostic::{Diagnostics, FileId};

/// Lays a file out. Meaning, comments and what cannot be read stay as they are.
#[must_use]
pub fn format(text: &str, dialect: Dialect) -> String {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let once = lay_out(text, dialect);
    let settles = once.condition == Condition::Sound || lay_out(&once.text, dialect).text == once.text;
    // Text so broken that its lines are read differently once they moved is left alone.
    if settles && signs(text) == signs(&once.text) { once.text } else { text.to_owned() }
}

/// How often each byte occurs that the formatter does not deal in.
fn signs(text: &str) -> [usize; 256] {
    let mut counts = [0; 256];
    for byte in text.bytes().filter(|b| !matches!(b, b' ' | b'\t' | b'\n' | b'\r' | b',')) {
        if let Some(count) = counts.get_mut(usize::from(byte)) {
            *count += 1;
        }
    }
    counts
}

fn lay_out(text: &str, dialect: Dialect) -> Page {
    let source = Source { id: FileId(0), text, dialect };
    let mut page = Page {
        text: String::with_capacity(text.len()),
        last: Last::Nothing,
        blank: Blank::No,
        condition: Condition::Sound,
    };
    let mut at = 0;
    for piece in scan(text, 0).list {
        let span = piece.span();
        page.between(text.get(at..span.start).unwrap_or(""));
        page.piece(&source, &piece);
        at = span.end;
    }
    page.between(text.get(at..).unwrap_or(""));
    page
}

/// Whether all of a file can be read.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Condition {
    Sound,
    Broken,
}

/// The file as far as it is written.
struct Page {
    text: String,
    last: Last,
    /// Whether the source had a blank line since what was last written.
    blank: Blank,
    condition: Condition,
}

/// What was written last.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Last {
    Nothing,
    /// A comment on a line of its own.
    Comment,
    /// A block of several lines.
    Block,
    /// A block of one line, or text outside of any.
    Line,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Blank {
    Yes,
    No,
}

impl Page {
    /// Writes the comments between two pieces.
    fn between(&mut self, text: &str) {
        let mut at = 0;
        let mut breaks = 0;
        while let Some(byte) = text.as_bytes().get(at) {
            match lexis::skip(text, at) {
                Some(skip) => {
                    let end = skip.position().max(at + 1);
                    self.comment(text.get(at..end).unwrap_or(""), breaks);
                    (at, breaks) = (end, 0);
                }
                None => {
                    breaks += usize::from(*byte == b'\n');
                    at += 1;
                    if breaks > 1 {
                        self.blank = Blank::Yes;
                    }
                }
            }
        }
    }

    /// Writes a comment; one on the line of what stands before it stays there.
    fn comment(&mut self, comment: &str, breaks: usize) {
        let comment = &comment::indented(comment, "");
        if breaks == 0 && self.last != Last::Nothing {
            self.text.truncate(self.text.trim_end().len());
            self.text.push(' ');
            self.line(comment);
            return;
        }
        if self.blank == Blank::Yes || self.last == Last::Block {
            self.separate();
        }
        self.line(comment);
        self.last = Last::Comment;
    }

    fn piece(&mut self, source: &Source<'_>, piece: &Piece) {
        let (text, kind) = match piece {
            Piece::Block(chunk) => {
                let mut errors = Diagnostics::default();
                let text = block(source, chunk, &mut errors);
                if errors.has_errors() || chunk.closed == Closed::No {
                    self.condition = Condition::Broken;
                }
                let kind = if text.contains('\n') && chunk.word.body() != Body::Line {
                    Last::Block
                } else {
                    Last::Line
                };
                (text, kind)
            }
            Piece::Stray(span) | Piece::Endless(span) => {
                self.condition = Condition::Broken;
                (source.text.get(span.clone()).unwrap_or("").trim_end().to_owned(), Last::Line)
            }
        };
        let apart = match (self.last, kind) {
            (Last::Nothing, _) => false,
            (Last::Block, _) => true,
            (Last::Line, Last::Block) => !matches!(piece, Piece::Stray(_)),
            (Last::Comment | Last::Line, _) => false,
        };
        if apart || self.blank == Blank::Yes {
            self.separate();
        }
        self.line(text.trim_end());
        self.last = kind;
    }

    fn line(&mut self, text: &str) {
        self.text.push_str(text);
        self.text.push('\n');
        self.blank = Blank::No;
    }

    /// One blank line, except at the start of the file.
    fn separate(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push('\n');
        }
    }
}

/// A block laid out, or as written where it cannot be.
fn block(source: &Source<'_>, chunk: &Chunk, errors: &mut Diagnostics) -> String {
    let written = || source.text.get(chunk.span.clone()).unwrap_or("").to_owned();
    let laid_out = match (chunk.word, chunk.closed) {
        (BlockWord::Function | BlockWord::Sql, _) | (_, Closed::No) => None,
        (_, Closed::Yes) => match chunk.open {
            // A brace that was forgotten is not for a formatter to write.
            Some(open) if !source.text.get(open..).is_some_and(|s| s.starts_with('{')) => None,
            Some(open) => block::block(source, chunk, open - chunk.span.start, errors),
            None => statement::statement(source, chunk, errors),
        },
    };
    laid_out.unwrap_or_else(written)
}
