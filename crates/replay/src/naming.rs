//! The name that PostgreSQL gives to the value of an expression: in index names and view columns.

use icms_sql::Name;
use icms_sql::tree::{AstNode, SyntaxKind, SyntaxNode, ast};

use crate::syntax;

/// How sure a name is: a stronger one inside wins over a weaker one outside.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Strength {
    None,
    Weak,
    Strong,
}

/// The name of an expression's value, if it has one of its own.
pub(crate) fn of(expression: &ast::Expr) -> Option<Name> {
    figure(expression).1
}

fn figure(expression: &ast::Expr) -> (Strength, Option<Name>) {
    let strong = |name: Name| (Strength::Strong, Some(name));
    match expression {
        ast::Expr::NameRef(name) => strong(syntax::name(name.syntax())),
        ast::Expr::FieldExpr(field) => match field.field() {
            Some(name) => strong(syntax::name(name.syntax())),
            None => (Strength::None, None),
        },
        ast::Expr::CallExpr(call) => call_name(call).map_or((Strength::None, None), strong),
        ast::Expr::ParenExpr(paren) => inner(paren.syntax()),
        ast::Expr::Collate(collate) => collate.expr().map_or((Strength::None, None), |e| figure(&e)),
        ast::Expr::IndexExpr(index) => index.base().map_or((Strength::None, None), |e| figure(&e)),
        ast::Expr::SliceExpr(slice) => slice.base().map_or((Strength::None, None), |e| figure(&e)),
        ast::Expr::CastExpr(cast) => {
            let found = inner(cast.syntax());
            if found.0 > Strength::Weak {
                found
            } else {
                (
                    Strength::Weak,
                    cast.syntax().children().find_map(ast::Type::cast).and_then(|ty| type_name(&ty)),
                )
            }
        }
        ast::Expr::CaseExpr(case) => {
            let last = case.syntax().children().find(|node| node.kind() == SyntaxKind::ELSE_CLAUSE);
            let found = last.map_or((Strength::None, None), |node| inner(&node));
            if found.0 > Strength::Weak { found } else { (Strength::Weak, Some(Name::new("case"))) }
        }
        ast::Expr::ArrayExpr(_) => strong(Name::new("array")),
        ast::Expr::BinExpr(bin)
            if syntax::text(bin.syntax()).to_ascii_lowercase().contains(" at time zone ") =>
        {
            strong(Name::new("timezone"))
        }
        _ => (Strength::None, None),
    }
}

fn inner(node: &SyntaxNode) -> (Strength, Option<Name>) {
    node.children().find_map(ast::Expr::cast).map_or((Strength::None, None), |e| figure(&e))
}

fn call_name(call: &ast::CallExpr) -> Option<Name> {
    match call.syntax().children().next().and_then(ast::Expr::cast) {
        Some(ast::Expr::NameRef(name)) => Some(syntax::name(name.syntax())),
        Some(ast::Expr::FieldExpr(field)) => field.field().map(|name| syntax::name(name.syntax())),
        // `extract(…)`, `exists(…)` and the other functions with a grammar of their own begin with their name.
        _ => syntax::tokens(call.syntax()).next().map(|token| Name::from(token.text().to_ascii_lowercase())),
    }
}

/// The last part of a type's internal name: `text`, `int4`.
fn type_name(ty: &ast::Type) -> Option<Name> {
    let text = syntax::text(ty.syntax());
    let unknown = |name: &Name| icms_model::QualifiedName::new("", name.clone());
    let data_type = icms_model::DataType::parse(&text, &unknown)?;
    Some(match data_type.name {
        icms_model::TypeName::Builtin(builtin) => Name::new(builtin.internal()),
        icms_model::TypeName::Named(name) => name.name,
    })
}
