//! References of statements that the expression parser does not read, from the statement tree: names without scopes.

use squawk_syntax::ast::{self, AstNode};
use squawk_syntax::{SourceFile, SyntaxNode};

use super::mentions::qualified;
use super::parse;
use super::references::{ColumnReference, Qualified, References};
use crate::Name;

/// What the statements of a text name. Columns have no relation: a superset of what is read, never less.
pub(super) fn of(text: &str) -> References {
    let mut all = References::default();
    if crate::script::is_too_deep(text) {
        return all;
    }
    let tree = SourceFile::parse(text).tree();
    for node in tree.syntax().descendants() {
        add(&mut all, &node);
    }
    for node in tree.syntax().descendants().filter_map(ast::WithTable::cast) {
        let names = node.syntax().first_child().and_then(|name| path(&name));
        all.relations.retain(|relation| Some(relation) != names.as_ref());
    }
    all
}

fn add(all: &mut References, node: &SyntaxNode) {
    if ast::RelationNameRef::can_cast(node.kind()) {
        all.relations.extend(path(node));
    } else if let Some(call) = ast::CallExpr::cast(node.clone()) {
        all.functions.extend(call.expr().and_then(|callee| path(callee.syntax())));
    } else if let Some(ty) = ast::PathType::cast(node.clone()) {
        let built_in = |q: &Qualified| q.schema.is_none() && parse::is_built_in_type(q.name.as_str());
        all.types.extend(ty.path_ref().and_then(|p| path(p.syntax())).filter(|q| !built_in(q)));
    } else if is_column(node) {
        let column = path(node).map(|q| ColumnReference { relation: None, column: q.name });
        all.columns.extend(column);
    }
}

/// A name or `a.b` that stands for a value: neither a part of a longer name nor what a call calls.
fn is_column(node: &SyntaxNode) -> bool {
    let value = ast::NameRef::can_cast(node.kind()) || ast::FieldExpr::can_cast(node.kind());
    let Some(parent) = node.parent() else { return false };
    let callee = ast::CallExpr::cast(parent.clone())
        .and_then(|call| call.expr())
        .is_some_and(|callee| callee.syntax() == node);
    value && !callee && !ast::FieldExpr::can_cast(parent.kind()) || ast::ColumnNameRef::can_cast(node.kind())
}

fn path(node: &SyntaxNode) -> Option<Qualified> {
    parse::path(&node.text().to_string())
        .and_then(|p| qualified(&p))
        .map(|q| Qualified { schema: q.schema, name: Name::new(q.name.as_str()) })
}
