//! One piece of a script and its syntax tree, parsed when first asked for.

use std::ops::Range;
use std::sync::{Arc, OnceLock};

use icms_diagnostic::{FileId, Span};
use squawk_syntax::{Parse, SourceFile, SyntaxNode, ast};

use super::split::PieceKind;
use super::tokens::{normalized_tokens, statement_tokens};
use crate::lex::{TokenKind, lex};

/// A statement, a psql command or a block of COPY data, and where it stands.
#[derive(Debug, Clone)]
pub struct Statement {
    kind: PieceKind,
    file: FileId,
    range: Range<usize>,
    source: Arc<str>,
    parse: OnceLock<Parse<SourceFile>>,
}

/// What the parser did not understand, and where in the file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseError {
    /// One sentence.
    pub message: String,
    /// Where in the original file.
    pub span: Span,
}

impl Statement {
    pub(super) fn new(kind: PieceKind, file: FileId, range: Range<usize>, source: Arc<str>) -> Self {
        Self { kind, file, range, source, parse: OnceLock::new() }
    }

    /// What it is.
    #[must_use]
    pub const fn kind(&self) -> PieceKind {
        self.kind
    }

    /// Where it stands in its file, the semicolon included.
    #[must_use]
    pub fn span(&self) -> Span {
        Span::new(self.file, self.range.start, self.range.end)
    }

    /// As written, the semicolon included.
    #[must_use]
    pub fn text(&self) -> &str {
        self.source.get(self.range.clone()).unwrap_or("")
    }

    /// The typed tree; none for what is no SQL, and for text in which not even the kind of statement is clear.
    ///
    /// It is never shared between threads: each call makes a fresh root over the same parsed tree.
    #[must_use]
    pub fn tree(&self) -> Option<ast::Stmt> {
        self.parse().tree().stmts().next()
    }

    /// What the parser did not understand in this statement; one statement's errors never touch another's.
    #[must_use]
    pub fn errors(&self) -> Vec<ParseError> {
        if self.kind == PieceKind::Sql && super::is_too_deep(self.text()) {
            return vec![ParseError {
                message: "nested too deeply to be read".to_owned(),
                span: self.span(),
            }];
        }
        let to_error = |e: squawk_syntax::syntax_error::SyntaxError| ParseError {
            message: e.message().to_owned(),
            span: self.shifted(usize::from(e.range().start()), usize::from(e.range().end())),
        };
        self.parse().errors().into_iter().map(to_error).collect()
    }

    /// The place in the file of a node of this statement's tree, without the white space around it.
    #[must_use]
    pub fn span_of(&self, node: &SyntaxNode) -> Span {
        let range = node.text_range();
        self.shifted(usize::from(range.start()), usize::from(range.end()))
    }

    fn shifted(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, self.range.start + start, self.range.start + end)
    }

    /// Its first words in lower case, at most `count`: enough to tell data statements from definitions unparsed.
    #[must_use]
    pub fn leading_words(&self, count: usize) -> Vec<String> {
        let text = self.text();
        lex(text)
            .filter(|t| !matches!(t.kind, TokenKind::Space | TokenKind::Comment))
            .take_while(|t| t.kind == TokenKind::Word)
            .take(count)
            .map(|t| text[t.range].to_ascii_lowercase())
            .collect()
    }

    /// Its tokens without comments and white space, one spelling each.
    #[must_use]
    pub fn tokens(&self) -> Vec<String> {
        statement_tokens(self.text())
    }

    /// Its tokens as one string: what an acknowledgement hashes.
    #[must_use]
    pub fn normalized(&self) -> String {
        normalized_tokens(self.text())
    }

    fn parse(&self) -> &Parse<SourceFile> {
        self.parse.get_or_init(|| match self.kind {
            PieceKind::Sql if !super::is_too_deep(self.text()) => SourceFile::parse(self.text()),
            PieceKind::Sql | PieceKind::Meta | PieceKind::CopyData => SourceFile::parse(""),
        })
    }
}
