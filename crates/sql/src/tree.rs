//! The one statement tree of the project: squawk-syntax, under our roof so that its version is named once.

pub use squawk_syntax::ast;
pub use squawk_syntax::ast::AstNode;
pub use squawk_syntax::column_name::ColumnName as TargetName;
pub use squawk_syntax::{SourceFile, SyntaxElement, SyntaxKind, SyntaxNode, SyntaxToken};
