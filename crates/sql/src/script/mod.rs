//! SQL scripts: a file of statements, psql commands and COPY data.

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
}
