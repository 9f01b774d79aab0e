//! SQL scripts: a file of statements, psql commands and COPY data.

mod program;
mod split;
mod statement;
mod tokens;

use std::sync::Arc;

use icms_diagnostic::FileId;

pub use split::{Piece, PieceKind, split};
pub use statement::{ParseError, Statement};
pub use tokens::{normalized_tokens, statement_tokens};

/// A whole script, cut into statements; each is parsed when first asked for its tree.
#[derive(Debug, Clone, Default)]
pub struct Script {
    /// In the order of the file.
    pub statements: Vec<Statement>,
}

impl Script {
    /// Cuts a file. Total: any text gives statements, each with its own errors.
    #[must_use]
    pub fn parse(file: FileId, text: &str) -> Self {
        let source: Arc<str> = Arc::from(text);
        let statement = |p: Piece| Statement::new(p.kind, file, p.range, Arc::clone(&source));
        Self { statements: split(text).into_iter().map(statement).collect() }
    }

    /// The statements for the server: neither psql commands nor COPY data.
    pub fn sql(&self) -> impl Iterator<Item = &Statement> {
        self.statements.iter().filter(|s| s.kind() == PieceKind::Sql)
    }
}

/// Nesting at which the statement parser, which recurses, would be in danger of exhausting the stack.
const MAX_NESTING: usize = 400;

/// True for text that nests deeper than anybody writes; it is not parsed.
pub(crate) fn is_too_deep(text: &str) -> bool {
    // Cheap bound first: every level takes a byte.
    let openers = text.bytes().filter(|b| matches!(b, b'(' | b'[')).count();
    let words = text.len() / 4;
    if openers + words < MAX_NESTING {
        return false;
    }
    let (mut depth, mut run, mut deepest) = (0_usize, 0_usize, 0_usize);
    for token in crate::lex(text) {
        let spelling = &text[token.range];
        match (token.kind, spelling) {
            (crate::TokenKind::Punctuation, "(" | "[") => depth += 1,
            (crate::TokenKind::Punctuation, ")" | "]") => depth = depth.saturating_sub(1),
            (crate::TokenKind::Word, w) if w.eq_ignore_ascii_case("case") => depth += 1,
            (crate::TokenKind::Word, w) if w.eq_ignore_ascii_case("end") => depth = depth.saturating_sub(1),
            _ => {}
        }
        run = match token.kind {
            crate::TokenKind::Space | crate::TokenKind::Comment => run,
            crate::TokenKind::Operator => run + 1,
            crate::TokenKind::Word if spelling.eq_ignore_ascii_case("not") => run + 1,
            _ => 0,
        };
        deepest = deepest.max(depth + run);
    }
    deepest > MAX_NESTING
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_stay_in_their_statement() {
        let script = Script::parse(FileId(0), "create table a (;\n create table b (id int);");
        let errors: Vec<bool> = script.sql().map(|s| s.errors().is_empty()).collect();
        assert_eq!(errors, [false, true]);
        let second = &script.statements[1];
        assert!(matches!(second.tree(), Some(crate::tree::ast::Stmt::CreateTable(_))));
        assert_eq!(second.span().start, 19);
        assert_eq!(second.leading_words(2), ["create", "table"]);
    }

    #[test]
    fn deep_nesting_is_an_error_and_no_crash() {
        let flat = format!("select {}1", "1 + ".repeat(5000));
        assert!(!is_too_deep(&flat));
        for text in [format!("select {}", "(".repeat(100_000)), format!("select {}1", "not ".repeat(100_000))]
        {
            let script = Script::parse(FileId(0), &text);
            assert_eq!(script.sql().next().unwrap().errors().len(), 1);
        }
    }
}
