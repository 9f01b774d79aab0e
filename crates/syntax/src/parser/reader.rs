//! What every part of the tree is built with: places, names, and where to report.

use super::Source;
use crate::ast::{Docs, Ident, Spread};
use crate::code;
use crate::grammar::Pair;
use crate::scan::Chunk;
use crate::word::BlockWord;
use icms_diagnostic::{Diagnostic, Diagnostics, FileId, Span, Spanned};

/// Reads the nodes of one block.
pub(crate) struct Reader<'a> {
    /// The block's text: as in the file, or mended with the same number of bytes.
    pub text: &'a str,
    /// Which block.
    pub word: BlockWord,
    /// The whole block.
    pub block: Span,
    /// From the comment lines before it.
    docs: Docs,
    file: FileId,
    base: usize,
    errors: &'a mut Diagnostics,
}

impl<'a> Reader<'a> {
    /// For the block at `chunk`.
    pub fn new(source: &Source<'_>, chunk: &Chunk, text: &'a str, errors: &'a mut Diagnostics) -> Self {
        let comments = source.text.get(chunk.comments.clone()).unwrap_or("");
        Self {
            text,
            word: chunk.word,
            block: source.span(&chunk.span),
            docs: if comments.is_empty() { None } else { crate::docs::before(comments) },
            file: source.id,
            base: chunk.span.start,
            errors,
        }
    }

    /// The place of a node.
    pub fn span(&self, pair: &Pair<'_>) -> Span {
        let span = pair.as_span();
        self.place(span.start(), span.end())
    }

    /// The place of the one character, space aside, before a node: its opening bracket, or its `@`.
    pub fn opening(&self, pair: &Pair<'_>) -> Span {
        let start = pair.as_span().start();
        let before = self.text.get(..start).map_or(start, |text| text.trim_end().len());
        self.place(before.saturating_sub(1), before)
    }

    /// The place right behind a node.
    pub fn end(&self, pair: &Pair<'_>) -> Span {
        let end = pair.as_span().end();
        self.place(end, end)
    }

    /// A place in the block's text.
    pub fn place(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, self.base + start, self.base + end)
    }

    /// A node that is a name.
    pub fn ident(&self, pair: &Pair<'_>) -> Ident {
        let span = pair.as_span();
        Spanned::new(span.as_str().to_owned(), self.place(span.start(), span.end()))
    }

    /// A name that the grammar promises; the empty one should it break its promise.
    pub fn name(&mut self, pair: Option<Pair<'_>>) -> Ident {
        match pair {
            Some(pair) => self.name_or_string(&pair),
            None => Spanned::new(String::new(), self.block),
        }
    }

    fn name_or_string(&mut self, pair: &Pair<'_>) -> Ident {
        match pair.as_str().starts_with('"') {
            true => {
                let value = super::string::value(self, pair);
                Spanned::new(value, self.span(pair))
            }
            false => self.ident(pair),
        }
    }

    /// The block's documentation: before it, then on the line of its brace.
    pub fn docs(&mut self, head: Docs) -> Docs {
        match (self.docs.take(), head) {
            (Some(mut before), Some(head)) => {
                crate::docs::push(&mut before, &head);
                Some(before)
            }
            (before, head) => before.or(head),
        }
    }

    /// Says that a mixin cannot be spread here.
    pub fn refuse_spreads(&mut self, spreads: &[Spread]) {
        for spread in spreads {
            self.report(
                Diagnostic::error(code::MISPLACED_SPREAD, "a mixin can only be spread in a model")
                    .at(spread.name.span)
                    .help("write its fields out here"),
            );
        }
    }

    /// Only `Unsupported` takes a string in parentheses.
    pub fn expect_word(&mut self, name: &Ident, word: &str) {
        if name.value != word {
            self.report(
                Diagnostic::error(code::BAD_FIELD, format!("the type `{}` takes no arguments", name.value))
                    .at(name.span)
                    .help("a native type is an attribute, as in `String @db.VarChar(20)`")
                    .fix(name.span, word),
            );
        }
    }

    /// Reports something.
    pub fn report(&mut self, diagnostic: Diagnostic) {
        self.errors.push(diagnostic);
    }
}
