//! Questions that scripts ask the catalogue: `IF NOT EXISTS (SELECT … FROM pg_type WHERE …)`.
//!
//! What is asked is answered from the schema where every relation, column and comparison in it is understood; anything
//! else has no answer, and the block around it stays opaque.

mod catalogs;

use std::collections::HashMap;

use icms_sql::Name;
use icms_sql::tree::{AstNode, ast};

use crate::state::State;
use crate::{default, syntax};

/// One row of a catalogue: column → value.
pub(crate) type Row = HashMap<&'static str, String>;

/// What a condition of plpgsql comes to, if that can be known.
pub(crate) fn holds(state: &State, condition: &ast::PlpgsqlExpr) -> Option<bool> {
    let mut targets = condition.target_list()?.targets();
    let expression = targets.next()?.expr()?;
    if targets.next().is_some() || condition.from_clause().is_some() {
        return None;
    }
    truth(state, &expression, &Scope::default())
}

/// The rows that names refer to, by alias.
#[derive(Debug, Clone, Default)]
struct Scope<'r> {
    rows: Vec<(Name, &'r Row)>,
}

fn truth(state: &State, expression: &ast::Expr, scope: &Scope<'_>) -> Option<bool> {
    match expression {
        ast::Expr::ParenExpr(paren) => truth(state, &paren.expr()?, scope),
        ast::Expr::PrefixExpr(prefix) => match prefix.op()? {
            ast::PrefixOp::Not(_) => truth(state, &prefix.expr()?, scope).map(|value| !value),
            _ => None,
        },
        ast::Expr::CallExpr(call) => {
            let exists = call.syntax().children().find_map(ast::ExistsFn::cast)?;
            match exists.select_variant()? {
                ast::SelectVariant::Select(select) => finds(state, &select),
                _ => None,
            }
        }
        ast::Expr::BinExpr(bin) => compare(state, bin, scope),
        ast::Expr::Literal(literal) => match syntax::text(literal.syntax()).to_ascii_lowercase().as_str() {
            "true" => Some(true),
            "false" => Some(false),
            _ => None,
        },
        _ => None,
    }
}

fn compare(state: &State, bin: &ast::BinExpr, scope: &Scope<'_>) -> Option<bool> {
    let (left, right) = (bin.lhs()?, bin.rhs()?);
    match bin.op()? {
        ast::BinOp::And(_) => match (truth(state, &left, scope), truth(state, &right, scope)) {
            (Some(false), _) | (_, Some(false)) => Some(false),
            (Some(true), Some(true)) => Some(true),
            _ => None,
        },
        ast::BinOp::Or(_) => match (truth(state, &left, scope), truth(state, &right, scope)) {
            (Some(true), _) | (_, Some(true)) => Some(true),
            (Some(false), Some(false)) => Some(false),
            _ => None,
        },
        ast::BinOp::Eq(_) => Some(value(state, &left, scope)? == value(state, &right, scope)?),
        ast::BinOp::Neq(_) | ast::BinOp::Neqb(_) => {
            Some(value(state, &left, scope)? != value(state, &right, scope)?)
        }
        ast::BinOp::In(_) => among(state, &left, &right, scope),
        ast::BinOp::NotIn(_) => among(state, &left, &right, scope).map(|found| !found),
        _ => None,
    }
}

fn among(state: &State, left: &ast::Expr, right: &ast::Expr, scope: &Scope<'_>) -> Option<bool> {
    let wanted = value(state, left, scope)?;
    let items: Vec<ast::Expr> = right.syntax().children().filter_map(ast::Expr::cast).collect();
    let values: Option<Vec<String>> = items.iter().map(|item| value(state, item, scope)).collect();
    Some(values?.contains(&wanted))
}

/// The value of a literal, a column or one of the few functions that are known here.
fn value(state: &State, expression: &ast::Expr, scope: &Scope<'_>) -> Option<String> {
    match expression {
        ast::Expr::ParenExpr(paren) => match paren.expr() {
            Some(inner) => value(state, &inner, scope),
            None => scalar(state, paren),
        },
        ast::Expr::Literal(literal) => {
            syntax::string(literal).or_else(|| Some(syntax::text(literal.syntax()).to_ascii_lowercase()))
        }
        ast::Expr::NameRef(name) if syntax::text(name.syntax()).eq_ignore_ascii_case("current_schema") => {
            Some(state.namespace().to_string())
        }
        ast::Expr::NameRef(name) => column(scope, None, &syntax::name(name.syntax())),
        ast::Expr::FieldExpr(field) => match syntax::path(field.syntax()).as_slice() {
            [alias, own] => column(scope, Some(alias), own),
            _ => None,
        },
        ast::Expr::CallExpr(call) => match syntax::text(call.syntax()).to_ascii_lowercase().as_str() {
            "current_schema()" => Some(state.namespace().to_string()),
            "current_database()" => Some(catalogs::DATABASE.to_owned()),
            _ => None,
        },
        ast::Expr::CastExpr(cast) => {
            let inner = cast.syntax().children().find_map(ast::Expr::cast)?;
            let ty = cast.syntax().children().find_map(ast::Type::cast)?;
            let text = value(state, &inner, scope)?;
            match syntax::text(ty.syntax()).to_ascii_lowercase().as_str() {
                "text" | "name" | "varchar" | "\"char\"" => Some(text),
                // Where nothing has that name the server raises an error.
                "regclass" => Some(catalogs::relation_oid(&state.relation(&default::qualified(&text))?.0)),
                "regnamespace" => Some(catalogs::namespace_oid(&text)),
                "regtype" => {
                    let name = crate::types::find_path(state, &default::qualified(&text))?;
                    Some(catalogs::type_oid(&name))
                }
                _ => None,
            }
        }
        _ => None,
    }
}

/// `(SELECT oid FROM pg_type WHERE …)`: the value in its only row.
fn scalar(state: &State, paren: &ast::ParenExpr) -> Option<String> {
    let select = paren.syntax().children().find_map(ast::Select::cast)?;
    let mut targets = select.select_clause()?.target_list()?.targets();
    let target = targets.next()?.expr()?;
    if targets.next().is_some() {
        return None;
    }
    let found = combinations(state, &select)?;
    match found.as_slice() {
        [one] => value(state, &target, &Scope { rows: one.iter().map(|(a, r)| (a.clone(), r)).collect() }),
        // No row is NULL, which equals nothing: a value that no catalogue holds.
        [] => Some("\0".to_owned()),
        _ => None,
    }
}

fn column(scope: &Scope<'_>, alias: Option<&Name>, own: &Name) -> Option<String> {
    let mut rows = scope
        .rows
        .iter()
        .filter(|(name, row)| alias.is_none_or(|alias| alias == name) && row.contains_key(own.as_str()));
    let (_, row) = rows.next()?;
    if rows.next().is_some() {
        return None;
    }
    row.get(own.as_str()).cloned()
}

/// Whether a query over catalogues finds a row.
fn finds(state: &State, select: &ast::Select) -> Option<bool> {
    let plain = select.group_by_clause().is_none()
        && select.having_clause().is_none()
        && select.with_clause().is_none()
        && !syntax::text(select.select_clause()?.syntax()).contains('(');
    if !plain {
        return None;
    }
    combinations(state, select).map(|found| !found.is_empty())
}

type Combination = Vec<(Name, Row)>;

/// The rows that a query over catalogues finds.
fn combinations(state: &State, select: &ast::Select) -> Option<Vec<Combination>> {
    if !catalogs::knows_all(state, select.syntax()) {
        return None;
    }
    let mut conditions = Vec::new();
    let mut sources = Vec::new();
    for item in select.from_clause()?.items() {
        collect(state, &item, &mut sources, &mut conditions)?;
    }
    if let Some(clause) = select.where_clause() {
        split(&clause.expr()?, &mut conditions);
    }
    let mut found: Vec<Combination> = vec![Vec::new()];
    let last = sources.len();
    for (at, (alias, rows)) in sources.into_iter().enumerate() {
        let mut next = Vec::new();
        for before in &found {
            for row in &rows {
                let mut all: Combination = before.clone();
                all.push((alias.clone(), row.clone()));
                match fits(state, &conditions, &all, at + 1 == last) {
                    Fit::Yes => next.push(all),
                    Fit::No => {}
                    Fit::Unknown => return None,
                }
            }
        }
        found = next;
    }
    Some(found)
}

/// Whether a combination of rows is one that was asked for.
enum Fit {
    Yes,
    No,
    Unknown,
}

/// Conditions on relations that are not joined yet are left for later; at the end all must have an answer.
fn fits(state: &State, conditions: &[ast::Expr], rows: &Combination, complete: bool) -> Fit {
    let scope = Scope { rows: rows.iter().map(|(alias, row)| (alias.clone(), row)).collect() };
    let mut unknown = false;
    for condition in conditions {
        match truth(state, condition, &scope) {
            Some(true) => {}
            Some(false) => return Fit::No,
            None => unknown = true,
        }
    }
    if complete && unknown { Fit::Unknown } else { Fit::Yes }
}

/// The relations of a FROM item, and the conditions of its joins.
fn collect(
    state: &State,
    item: &ast::FromListItem,
    sources: &mut Vec<(Name, Vec<Row>)>,
    conditions: &mut Vec<ast::Expr>,
) -> Option<()> {
    match item {
        ast::FromListItem::JoinExpr(join) => {
            collect(state, &join.from_list_item()?, sources, conditions)?;
            let join = join.join()?;
            if !matches!(join.join_type(), Some(ast::JoinType::JoinInner(_))) {
                return None;
            }
            collect(state, &join.from_list_item()?, sources, conditions)?;
            match join.join_condition()? {
                ast::JoinCondition::OnClause(on) => split(&on.expr()?, conditions),
                ast::JoinCondition::JoinUsingClause(_) => return None,
            }
        }
        ast::FromListItem::FromItem(ast::FromItem::RelationFromItem(item)) => {
            let path = syntax::path_of(item.relation_name_ref());
            let alias = item.alias().and_then(|alias| syntax::name_of(alias.name()));
            let alias = alias.or_else(|| path.last().cloned())?;
            sources.push((alias, catalogs::rows(state, &path)?));
        }
        ast::FromListItem::FromItem(_) => return None,
    }
    Some(())
}

/// `a AND b AND c` as a list.
fn split(expression: &ast::Expr, conditions: &mut Vec<ast::Expr>) {
    match expression {
        ast::Expr::BinExpr(bin) if matches!(bin.op(), Some(ast::BinOp::And(_))) => {
            bin.lhs().iter().for_each(|side| split(side, conditions));
            bin.rhs().iter().for_each(|side| split(side, conditions));
        }
        ast::Expr::ParenExpr(paren) => match paren.expr() {
            Some(inner) => split(&inner, conditions),
            None => conditions.push(expression.clone()),
        },
        _ => conditions.push(expression.clone()),
    }
}
