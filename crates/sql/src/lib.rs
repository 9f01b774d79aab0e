//! SQL as text: names and quoting, scripts and their statements, expressions and their canonical form.
//!
//! Input: text that people, pg_dump or the server's deparser wrote. Output: values that compare by meaning:
//! [`Name`], [`Script`] with one [`Statement`] each, canonical expressions. Invariants: total on any input, no IO;
//! a name becomes SQL only through [`quote_ident`]; two expressions are called equal only if PostgreSQL would store
//! the same.
//!
//! ```
//! use icms_diagnostic::FileId;
//! let script = icms_sql::Script::parse(FileId(0), "CREATE TABLE t (id int); \\q");
//! let statement = script.sql().next().unwrap();
//! assert!(matches!(statement.tree(), Some(icms_sql::tree::ast::Stmt::CreateTable(_))));
//! assert_eq!(icms_sql::quote_ident("Order"), "\"Order\"");
//! ```

mod conceal;
mod decode;
mod expr;
pub mod hash;
mod implicit;
mod keywords;
mod lex;
mod name;
mod preimage;
mod quote;
mod script;
pub mod tree;

pub use conceal::{conceal, conceal_in_place};
pub use decode::{decode_name, decode_text};
pub use expr::{
    Canonical, ColumnReference, Context, Expected, FunctionTypes, NoContext, Qualified, References, TypeKind,
    canonical, canonical_query, expand_stars, references, references_in, rename_column, rename_column_in,
    rename_relation, rename_relation_in,
};
pub use implicit::{MAX_IDENTIFIER, Suffix, implicit_name, index_column_names, truncate_identifier};
pub use keywords::{Keyword, keyword};
pub use lex::{RawToken, TokenKind, lex, next_token};
pub use name::Name;
pub use preimage::preimage;
pub use quote::{quote_ident, quote_literal, quote_qualified};
pub use script::{
    ParseError, Piece, PieceKind, Script, Statement, normalized_tokens, split, statement_tokens,
};
