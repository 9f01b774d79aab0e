//! Text → tree: blocks are found by a scan, parsed one by one, and on two threads when there is much of it.

mod attribute;
mod body;
mod config;
mod enumeration;
mod expression;
mod field;
mod function;
mod model;
mod object;
mod reader;
mod string;
mod view;

use crate::ast::{Block, File};
use crate::code;
use crate::grammar::{Grammar, Pairs, Rule};
use crate::recover;
use crate::scan::{Chunk, Piece, middle, scan};
use crate::word::BlockWord;
use crate::{Dialect, Parse};
use icms_diagnostic::{Diagnostic, Diagnostics, FileId, Severity, Span};
use pest::Parser;
pub(crate) use reader::Reader;

/// Texts below this size are not worth a thread.
const PARALLEL_FROM: usize = 64 * 1024;

/// Reads one file. Whatever could be read is in the tree; each line that could not has its diagnostic.
#[must_use]
pub fn parse(id: FileId, text: &str, dialect: Dialect) -> Parse {
    let source = Source { id, text, dialect };
    let cut = if text.len() < PARALLEL_FROM { None } else { middle(text) };
    let halves = cut.and_then(|middle| source.read_halves(middle));
    let (blocks, mut errors) = halves.unwrap_or_else(|| source.read(&scan(text, 0).list));
    errors.sort();
    let wrong = errors.iter().filter(|error| error.severity == Severity::Error);
    let unread = wrong.filter_map(|error| error.span).collect();
    Parse { file: File { id, dialect, blocks, unread }, errors }
}

/// A file being read.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Source<'t> {
    pub id: FileId,
    pub text: &'t str,
    pub dialect: Dialect,
}

impl Source<'_> {
    /// Reads both sides of `middle` at a time; none when it turns out to be within something.
    fn read_halves(&self, middle: usize) -> Option<(Vec<Block>, Diagnostics)> {
        std::thread::scope(|scope| {
            let right = scope.spawn(|| self.read(&scan(self.text, middle).list));
            let left = scan(self.text.get(..middle)?, 0);
            let read = left.end_at(middle).then(|| self.read(&left.list));
            // A panic of the other half is passed on: hiding it would lose half of the file.
            let (more, errors) = right.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic));
            let (mut blocks, mut all) = read?;
            blocks.extend(more);
            all.append(errors);
            Some((blocks, all))
        })
    }

    fn read(&self, pieces: &[Piece]) -> (Vec<Block>, Diagnostics) {
        let mut blocks = Vec::with_capacity(pieces.len());
        let mut errors = Diagnostics::default();
        for piece in pieces {
            match piece {
                Piece::Block(chunk) => blocks.extend(self.block(chunk, &mut errors)),
                Piece::Stray(range) => errors.push(recover::stray(self, range)),
                Piece::Endless(range) => errors.push(recover::endless(self, range)),
            }
        }
        (blocks, errors)
    }

    fn block(&self, chunk: &Chunk, errors: &mut Diagnostics) -> Option<Block> {
        recover::read(self, chunk, errors, |block, pairs, errors| {
            self.build(chunk, &block.text, pairs, errors)
        })
    }

    /// Notes a word that Prisma does not know.
    fn note_word(&self, chunk: &Chunk, errors: &mut Diagnostics) {
        if self.dialect == Dialect::Prisma && !chunk.word.is_prisma() {
            let word = chunk.word.text();
            let span = self.span(&(chunk.span.start..chunk.span.start + word.len()));
            errors.push(
                Diagnostic::note(code::NOT_PRISMA, format!("Prisma's language has no `{word}`"))
                    .at(span)
                    .help("Prisma's own tools will refuse this file; name it `.icms` to leave them behind"),
            );
        }
    }

    fn build(&self, chunk: &Chunk, text: &str, mut pairs: Pairs<'_>, errors: &mut Diagnostics) -> Block {
        self.note_word(chunk, errors);
        let mut reader = Reader::new(self, chunk, text, errors);
        let inner = pairs.next().map_or(pairs, |block| block.into_inner());
        match chunk.word {
            BlockWord::Datasource | BlockWord::Generator => Block::Config(config::config(&mut reader, inner)),
            BlockWord::Model => Block::Model(model::model(&mut reader, inner)),
            BlockWord::Type => Block::Composite(model::composite(&mut reader, inner)),
            BlockWord::Mixin => Block::Mixin(model::mixin(&mut reader, inner)),
            BlockWord::View | BlockWord::MaterializedView => Block::View(view::view(&mut reader, inner)),
            BlockWord::Enum => Block::Enum(enumeration::enumeration(&mut reader, inner)),
            BlockWord::Domain => Block::Domain(object::domain(&mut reader, inner)),
            BlockWord::Sequence => Block::Sequence(object::sequence(&mut reader, inner)),
            BlockWord::Object(word) => Block::Object(object::object(&mut reader, word, inner)),
            BlockWord::Function => Block::Function(function::function(&mut reader, inner)),
            BlockWord::Sql => Block::Verbatim(function::verbatim(&mut reader, inner)),
        }
    }

    /// A place in this file.
    pub(crate) fn span(&self, range: &std::ops::Range<usize>) -> Span {
        Span::new(self.id, range.start, range.end)
    }
}

/// The nodes of `text` when all of it is one `rule`.
pub(crate) fn parse_whole(rule: Rule, text: &str) -> Option<Pairs<'_>> {
    let pairs = Grammar::parse(rule, text).ok()?;
    let end = pairs.peek().map_or(0, |pair| pair.as_span().end());
    (end == text.len()).then_some(pairs)
}
