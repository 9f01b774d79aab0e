//! Finds the top-level blocks of a file by a cheap scan, so that each can be parsed on its own.
//!
//! The scan knows strings, comments and braces, nothing else. A block that is never closed ends before the next
//! line that opens another one, so that one missing brace costs one block.

use crate::lexis::{self, Skip};
use crate::word::{BlockWord, Body};
use std::ops::Range;

/// A stretch of the file that is neither space nor comment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Piece {
    /// Starts with a keyword.
    Block(Chunk),
    /// Lines outside of any block.
    Stray(Range<usize>),
    /// A comment or raw string that is never closed.
    Endless(Range<usize>),
}

/// One block's place.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Chunk {
    /// Its keyword.
    pub word: BlockWord,
    /// Comment lines right before it.
    pub comments: Range<usize>,
    /// From the keyword to one past the last character.
    pub span: Range<usize>,
    /// Where `{` stands.
    pub open: Option<usize>,
    /// Whether what was opened is closed.
    pub closed: Closed,
}

/// Whether a block's end was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Closed {
    Yes,
    No,
}

impl Piece {
    /// Where it stands.
    pub(crate) const fn span(&self) -> &Range<usize> {
        match self {
            Self::Block(chunk) => &chunk.span,
            Self::Stray(span) | Self::Endless(span) => span,
        }
    }
}

/// What a scan found.
#[derive(Debug)]
pub(crate) struct Pieces {
    /// In order. What is left between them is space and comments.
    pub list: Vec<Piece>,
    /// Whether every end was found.
    pub ends: Closed,
}

/// Cuts a file into pieces, from `start` on.
pub(crate) fn scan(text: &str, start: usize) -> Pieces {
    let pieces = Pieces { list: Vec::new(), ends: Closed::Yes };
    let mut scan = Scan { text, bytes: text.as_bytes(), at: start, comments: None, pieces };
    if start == 0 && text.starts_with('\u{feff}') {
        scan.at = '\u{feff}'.len_utf8();
    }
    while scan.at < text.len() {
        scan.step();
    }
    scan.pieces
}

/// What stands between a block's last line and the next block.
const END: &str = "\n}\n\n";

impl Pieces {
    /// True when the text before a [`middle`] was cut there by right: its last block ends with that very brace.
    pub fn end_at(&self, middle: usize) -> bool {
        let last = self.list.last();
        let closed =
            matches!(last, Some(Piece::Block(chunk)) if chunk.open.is_some() && chunk.span.end + 2 == middle);
        closed && self.ends == Closed::Yes
    }
}

/// A place near the middle where a file can perhaps be cut: behind a brace on its own line and a blank line.
pub(crate) fn middle(text: &str) -> Option<usize> {
    let half = (text.len() / 2..text.len()).find(|at| text.is_char_boundary(*at))?;
    let found = text.get(half..)?.find(END)?;
    Some(half + found + END.len())
}

struct Scan<'t> {
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    /// Where the comment lines right before the current line start.
    comments: Option<usize>,
    pieces: Pieces,
}

/// Which bytes mean something to the search for a closing brace: most of a file does not.
const MEANS: [bool; 256] = {
    let mut means = [false; 256];
    let mut at = 0;
    while at < MEANING.len() {
        means[MEANING[at] as usize] = true;
        at += 1;
    }
    means
};
const MEANING: [u8; 5] = *b"{}\"/\n";

impl Scan<'_> {
    /// Reads one line of space, comment, or one piece.
    fn step(&mut self) {
        self.at = lexis::after_blanks(self.text, self.at);
        match self.bytes.get(self.at..) {
            None | Some([]) => {}
            Some([b'\n' | b'\r', ..]) => {
                self.comments = None;
                self.at = lexis::after_break(self.text, self.at);
            }
            Some([b'/', b'/' | b'*', ..]) => self.comment(),
            Some(_) => self.piece(),
        }
    }

    fn comment(&mut self) {
        let start = self.at;
        if !self.follows_piece(start) {
            self.comments.get_or_insert(start);
        }
        match lexis::skip(self.text, start) {
            Some(Skip::To(end)) => {
                self.at = lexis::after_break(self.text, lexis::after_blanks(self.text, end))
            }
            Some(Skip::Open(end)) => {
                self.pieces.ends = Closed::No;
                self.pieces.list.push(Piece::Endless(start..end));
                self.at = end;
            }
            None => self.at += 1,
        }
    }

    /// True on the line where the last piece ends.
    fn follows_piece(&self, at: usize) -> bool {
        let last = self.pieces.list.last().map(|p| p.span().end);
        last.and_then(|end| self.text.get(end..at)).is_some_and(|between| !between.contains('\n'))
    }

    fn piece(&mut self) {
        let start = self.at;
        let comments = self.comments.take().unwrap_or(start)..start;
        match self.block_word(start).filter(|_| !self.continues_stray(start)) {
            Some(word) => {
                let (end, open, closed) = self.extent(word, start);
                if closed == Closed::No {
                    self.pieces.ends = Closed::No;
                }
                let span = start..end.max(start + 1);
                self.at = span.end;
                self.pieces.list.push(Piece::Block(Chunk { word, comments, span, open, closed }));
            }
            None => self.stray(start),
        }
    }

    /// True for an indented line behind a stray one that opens no brace: `type String` is a field there.
    fn continues_stray(&self, start: usize) -> bool {
        let stray = matches!(self.pieces.list.last(), Some(Piece::Stray(_)));
        let indented = self.text.get(..start).is_some_and(|before| before.ends_with([' ', '\t']));
        stray && indented && self.brace_before(start, lexis::line_end(self.text, start)).is_none()
    }

    /// A line outside of any block; one with an open brace takes everything to the closing one along, and other
    /// lines that follow each other are one piece.
    fn stray(&mut self, start: usize) {
        let line = lexis::line_end(self.text, start);
        let open = self.brace_before(start, line);
        let end = match open {
            Some(open) => self.matching_brace(open).0,
            None => self.text.get(start..line).map_or(line, |s| start + s.trim_end().len()),
        };
        self.at = end.max(start + 1);
        while !self.text.is_char_boundary(self.at) {
            self.at += 1;
        }
        let text = self.text;
        match self.pieces.list.last_mut() {
            Some(Piece::Stray(last)) if open.is_none() && adjoin(text, last, start) => last.end = self.at,
            Some(_) | None => self.pieces.list.push(Piece::Stray(start..self.at)),
        }
    }

    /// The keyword at `at`, when a name or a string may follow it.
    fn block_word(&self, at: usize) -> Option<BlockWord> {
        let rest = self.bytes.get(at..)?;
        let length = rest.iter().position(|b| !b.is_ascii_lowercase())?;
        let word = BlockWord::find(self.text.get(at..at + length)?)?;
        matches!(rest.get(length), Some(b' ' | b'\t' | b'{' | b'"' | b'\n' | b'\r')).then_some(word)
    }

    /// Where the block that starts at `start` ends, where its brace stands, and whether it is closed.
    fn extent(&mut self, word: BlockWord, start: usize) -> (usize, Option<usize>, Closed) {
        let line = lexis::line_end(self.text, start);
        match (word, word.body()) {
            (BlockWord::Function, _) => self.function_end(start),
            (BlockWord::Sql, _) => self.raw_end(start),
            (_, Body::Line) => (self.statement_end(start), None, Closed::Yes),
            (_, Body::Fields | Body::Values | Body::Properties) => match self.open_brace(start, line) {
                Some(open) => {
                    let (end, closed) = self.matching_brace(open);
                    (end, Some(open), closed)
                }
                None => match self.forgotten_brace(word, start, line) {
                    Some(end) => (end, Some(line), Closed::Yes),
                    None => (self.statement_end(start), None, Closed::Yes),
                },
            },
        }
    }

    /// For `word Name` without a brace: the end of the block, when a line with its closing brace comes before the next
    /// line that begins with such a word. The opening one is then taken to stand at the end of the line.
    fn forgotten_brace(&self, word: BlockWord, start: usize, line: usize) -> Option<usize> {
        let name = self.text.get(start + word.text().len()..line)?.trim();
        let indented = self.text.get(..start)?.ends_with([' ', '\t']);
        if indented || name.is_empty() || !name.chars().all(|c| c.is_alphanumeric() || c == '_' || c == '-') {
            return None;
        }
        let mut at = lexis::after_break(self.text, line);
        while at < self.text.len() {
            let first = lexis::after_blanks(self.text, at);
            if self.bytes.get(first) == Some(&b'}') {
                return Some(first + 1);
            }
            if self.block_word(at).is_some() {
                return None;
            }
            at = lexis::after_break(self.text, lexis::line_end(self.text, at)).max(at + 1);
        }
        None
    }

    /// The end of a block without braces, comments after it left out.
    fn statement_end(&self, start: usize) -> usize {
        let end = lexis::logical_line(self.text, start, self.text.len());
        let mut last = start;
        let mut i = start;
        while i < end {
            let comment = matches!(self.bytes.get(i..), Some([b'/', b'/' | b'*', ..]));
            match lexis::skip(self.text, i) {
                Some(skip) => {
                    i = skip.position();
                    last = if comment { last } else { i };
                }
                None => {
                    let width = self.text.get(i..).and_then(|s| s.chars().next()).map_or(1, char::len_utf8);
                    let space = self.text.get(i..i + width).is_some_and(|s| s.trim().is_empty());
                    i += width;
                    last = if space { last } else { i };
                }
            }
        }
        last
    }

    /// The `{` of a block head: on the keyword's line, or the first thing on a following line.
    fn open_brace(&self, start: usize, line: usize) -> Option<usize> {
        self.brace_before(start, line).or_else(|| {
            let rest = self.text.get(line..)?;
            let next = line + (rest.len() - rest.trim_start().len());
            (self.bytes.get(next) == Some(&b'{')).then_some(next)
        })
    }

    fn brace_before(&self, start: usize, end: usize) -> Option<usize> {
        let mut i = start;
        while i < end {
            match lexis::skip(self.text, i) {
                Some(skip) => i = skip.position(),
                None if self.bytes.get(i) == Some(&b'{') => return Some(i),
                None => i += 1,
            }
        }
        None
    }

    /// One past the brace that closes the one at `open`. Without one: before the next line that opens a block, or
    /// after the last line before it that is nothing but a brace.
    fn matching_brace(&mut self, open: usize) -> (usize, Closed) {
        let (mut i, mut depth) = (open, 0_usize);
        let mut lone = None;
        while let Some(byte) = self.bytes.get(i) {
            if !MEANS[usize::from(*byte)] {
                i += 1;
                continue;
            }
            match byte {
                b'{' => depth += 1,
                b'}' if depth <= 1 => return (i + 1, Closed::Yes),
                b'}' => depth -= 1,
                b'"' | b'/' => {
                    if let Some(skip) = lexis::skip(self.text, i) {
                        i = skip.position();
                        continue;
                    }
                }
                b'\n' => {
                    let line = lexis::after_blanks(self.text, i + 1);
                    if self.bytes.get(line) == Some(&b'}') {
                        lone = Some(line + 1);
                    } else if self.opens_block(line) {
                        return self.given_up(open, i, lone);
                    }
                }
                _ => {}
            }
            i += 1;
        }
        self.given_up(open, self.text.len(), lone)
    }

    fn given_up(&mut self, open: usize, limit: usize, lone: Option<usize>) -> (usize, Closed) {
        self.pieces.ends = Closed::No;
        match lone {
            Some(end) => (end, Closed::Yes),
            None => {
                let text = self.text.get(open..limit).unwrap_or("");
                (open + text.trim_end().len(), Closed::No)
            }
        }
    }

    /// True when the line at `at` can be nothing but the head of a block: keyword, name, `{`.
    fn opens_block(&self, at: usize) -> bool {
        let Some(word) = self.block_word(at) else { return false };
        let line = self.text.get(at..lexis::line_end(self.text, at)).unwrap_or("");
        let mut words = line.split_whitespace();
        let (_, name, brace) = (words.next(), words.next(), words.next());
        match word.body() {
            Body::Line => false,
            Body::Fields | Body::Values | Body::Properties => {
                line.ends_with('{') && brace.is_some_and(|b| matches!(b, "{" | "on" | "of" | "="))
                    || name.is_some_and(|n| n.ends_with('{') && n.len() > 1)
                    || word == BlockWord::MaterializedView && name == Some("view") && line.ends_with('{')
                    || brace == Some("{")
            }
        }
    }

    /// After the raw string that ends the block at `start`.
    fn raw_end(&mut self, start: usize) -> (usize, Option<usize>, Closed) {
        let mut i = start;
        while let Some(byte) = self.bytes.get(i) {
            match lexis::skip(self.text, i) {
                Some(skip) if lexis::quotes(self.text, i) >= 3 => return ended(skip),
                Some(skip) => i = skip.position(),
                None if *byte == b'\n' && self.block_word(i + 1).is_some() => break,
                None => i += 1,
            }
        }
        (lexis::line_end(self.text, start), None, Closed::No)
    }

    /// After the body of a function; SQL's quotes count in its arguments and options.
    fn function_end(&mut self, start: usize) -> (usize, Option<usize>, Closed) {
        let mut i = start;
        while let Some(byte) = self.bytes.get(i) {
            if lexis::quotes(self.text, i) >= 3 {
                return lexis::skip(self.text, i).map_or((i, None, Closed::No), ended);
            }
            match lexis::skip_sql_quotes(self.text, i) {
                Some(skip) => i = skip.position(),
                None if *byte == b'\n' && self.block_word(i + 1).is_some() => break,
                None => i += 1,
            }
        }
        (lexis::line_end(self.text, start), None, Closed::No)
    }
}

/// True for lines without braces of which the second directly follows the first, or belongs to the same block: then
/// it is indented, or a block attribute, or the brace at its end, and comments may stand between.
fn adjoin(text: &str, last: &Range<usize>, next: usize) -> bool {
    let between = text.get(last.end..next).unwrap_or("");
    let braces = text.get(last.clone()).is_some_and(|s| s.contains('{'));
    let follows = between.matches('\n').count() == 1 && between.trim().is_empty();
    let indented = between.ends_with([' ', '\t']) && between.contains('\n');
    let member = indented || text.get(next..).is_some_and(|s| s.starts_with("@@") || s.starts_with('}'));
    let comments = between.lines().map(str::trim).all(|line| line.is_empty() || line.starts_with("//"));
    !braces && (follows || member && comments)
}

const fn ended(skip: Skip) -> (usize, Option<usize>, Closed) {
    match skip {
        Skip::To(end) => (end, None, Closed::Yes),
        Skip::Open(end) => (end, None, Closed::No),
    }
}
