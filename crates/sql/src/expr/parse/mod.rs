//! Text → tree, with PostgreSQL's own operator precedence. What it does not know it refuses; it never guesses.

mod call;
mod cursor;
mod operator;
mod primary;
mod query;
mod special;
mod type_name;

use super::ast::{Expr, Query, TypeName};
use cursor::Cursor;

pub(crate) use operator::call;
pub(crate) use query::implied_name;
pub(crate) use type_name::is_built_in as is_built_in_type;

/// The tree of an expression; none when the text is no expression or uses what is not known here.
pub(crate) fn expression(text: &str) -> Option<Expr> {
    let mut cursor = Cursor::new(text)?;
    let expr = cursor.expr()?;
    cursor.at_end().then_some(expr)
}

/// The tree of a query, a closing semicolon allowed.
pub(crate) fn query(text: &str) -> Option<Query> {
    let mut cursor = Cursor::new(text)?;
    let query = cursor.query()?;
    cursor.eat(";");
    cursor.at_end().then_some(query)
}

/// A possibly qualified name.
pub(crate) fn path(text: &str) -> Option<super::ast::Path> {
    let mut cursor = Cursor::new(text)?;
    let first = cursor.label()?;
    let path = cursor.path_after(first)?;
    cursor.at_end().then_some(path)
}

/// The name of a type.
pub(crate) fn type_name(text: &str) -> Option<TypeName> {
    let mut cursor = Cursor::new(text)?;
    let ty = cursor.type_name()?;
    cursor.at_end().then_some(ty)
}
