//! What a query reads, and what its columns are called.

use std::collections::BTreeSet;

use icms_model::{ObjectKind, ObjectRef, QualifiedName, SchemaObject};
use icms_sql::Name;
use icms_sql::tree::{AstNode, SyntaxKind, SyntaxNode, ast};

use crate::catalogue::Relation;
use crate::refusal::Done;
use crate::state::State;
use crate::{naming, syntax, types};

/// A relation in a FROM list.
#[derive(Debug, Clone)]
struct Source {
    /// The query that the list belongs to.
    query: Option<SyntaxNode>,
    alias: Name,
    name: QualifiedName,
    relation: Relation,
}

/// Tables, columns, views, functions and enums that a query reads, sorted.
pub(crate) fn depends(state: &State, query: &SyntaxNode) -> Done<Vec<ObjectRef>> {
    let sources = sources(state, query)?;
    let mut found: BTreeSet<ObjectRef> = sources.iter().filter_map(whole).collect();
    for node in query.descendants() {
        match node.kind() {
            SyntaxKind::NAME_REF if !is_qualifier(&node) => {
                found.extend(nearest(state, &node, &sources, None, &syntax::name(&node)));
            }
            SyntaxKind::FIELD_EXPR => {
                let path = syntax::path(&node);
                if let [.., alias, column] = path.as_slice() {
                    found.extend(nearest(state, &node, &sources, Some(alias), column));
                }
            }
            SyntaxKind::COLUMN_NAME_REF => {
                found.extend(nearest(state, &node, &sources, None, &syntax::name(&node)));
            }
            SyntaxKind::TARGET if is_star(&node) => star(state, &node, &sources, &mut found),
            SyntaxKind::CALL_EXPR => found.extend(called(state, &node)),
            kind if ast::Type::can_cast(kind) => found.extend(enum_of(state, &node)),
            _ => {}
        }
    }
    Ok(found.into_iter().collect())
}

/// Every relation in any FROM list of a query, common table expressions aside.
fn sources(state: &State, query: &SyntaxNode) -> Done<Vec<Source>> {
    let common: BTreeSet<Name> = query
        .descendants()
        .filter_map(ast::WithTable::cast)
        .filter_map(|with| syntax::name_of(with.name()))
        .collect();
    let mut sources = Vec::new();
    for item in query.descendants().filter_map(ast::RelationFromItem::cast) {
        let path = syntax::path_of(item.relation_name_ref());
        if path.len() == 1 && path.first().is_some_and(|name| common.contains(name)) {
            continue;
        }
        if path.first().is_some_and(|n| {
            *n == "pg_catalog" || *n == "information_schema" || n.as_str().starts_with("pg_")
        }) {
            continue;
        }
        let (name, relation) = state.need_relation(&path, ObjectKind::Table)?;
        let alias = item.alias().and_then(|alias| syntax::name_of(alias.name()));
        let query = enclosing(item.syntax()).next();
        sources.push(Source { query, alias: alias.unwrap_or_else(|| name.name.clone()), name, relation });
    }
    Ok(sources)
}

/// Refuses a statement that reads a relation which is not there.
pub(crate) fn check_sources(state: &State, query: &SyntaxNode) -> Done {
    sources(state, query).map(|_| ())
}

fn whole(source: &Source) -> Option<ObjectRef> {
    let kind = match source.relation {
        Relation::Table(_) => ObjectKind::Table,
        Relation::View(_) => ObjectKind::View,
        Relation::Sequence(_) | Relation::Identity(..) => ObjectKind::Sequence,
        Relation::Index(_)
        | Relation::Key(_)
        | Relation::ViewIndex(_)
        | Relation::Unmanaged
        | Relation::Hidden => {
            return None;
        }
    };
    Some(ObjectRef::qualified(kind, &source.name))
}

fn column_of(state: &State, source: &Source, column: &Name) -> Option<ObjectRef> {
    let Relation::Table(id) = source.relation else { return None };
    state.table(id)?.column(column.as_str())?;
    Some(ObjectRef::member(ObjectKind::Column, &source.name, column))
}

/// The queries around a node, the innermost first.
fn enclosing(node: &SyntaxNode) -> impl Iterator<Item = SyntaxNode> {
    node.ancestors()
        .skip(1)
        .filter(|node| matches!(node.kind(), SyntaxKind::SELECT | SyntaxKind::SELECT_INTO))
}

/// The columns that a name means: of the innermost query around it that has such a column.
fn nearest(
    state: &State,
    node: &SyntaxNode,
    sources: &[Source],
    alias: Option<&Name>,
    column: &Name,
) -> Vec<ObjectRef> {
    for query in enclosing(node) {
        let named = |s: &&Source| s.query.as_ref() == Some(&query) && alias.is_none_or(|a| s.alias == *a);
        let here = sources.iter().filter(named);
        let found: Vec<ObjectRef> = here.filter_map(|source| column_of(state, source, column)).collect();
        if !found.is_empty() {
            return found;
        }
    }
    Vec::new()
}

/// The name before a dot or a parenthesis: an alias or a function, not a column.
fn is_qualifier(node: &SyntaxNode) -> bool {
    let Some(parent) = node.parent() else { return false };
    let first = parent.children().next().as_ref() == Some(node);
    match parent.kind() {
        SyntaxKind::FIELD_EXPR => true,
        SyntaxKind::CALL_EXPR => first,
        _ => false,
    }
}

fn is_star(target: &SyntaxNode) -> bool {
    syntax::tokens(target).last().is_some_and(|token| token.kind() == SyntaxKind::STAR)
        && target
            .descendants()
            .all(|node| !matches!(node.kind(), SyntaxKind::CALL_EXPR | SyntaxKind::BIN_EXPR))
}

fn star(state: &State, target: &SyntaxNode, sources: &[Source], found: &mut BTreeSet<ObjectRef>) {
    let qualifier = syntax::path(target).pop();
    let query = enclosing(target).next();
    let here = sources
        .iter()
        .filter(|source| source.query == query && qualifier.as_ref().is_none_or(|q| source.alias == *q));
    for source in here {
        let Relation::Table(id) = source.relation else { continue };
        let columns = state.table(id).map(|table| table.columns.as_slice()).unwrap_or_default();
        found.extend(columns.iter().map(|c| ObjectRef::member(ObjectKind::Column, &source.name, &c.name)));
    }
}

/// The function of the schema that a call means, where its name alone says which.
fn called(state: &State, call: &SyntaxNode) -> Option<ObjectRef> {
    let path = call.children().next().filter(|n| ast::Expr::can_cast(n.kind())).map(|n| syntax::path(&n))?;
    let names = state.candidates(&path);
    let functions = &state.catalogue.schema.functions;
    let mut found = functions.iter().filter(|(_, f)| names.contains(&f.signature.name));
    let (_, first) = found.next()?;
    found.next().is_none().then(|| first.path())
}

fn enum_of(state: &State, ty: &SyntaxNode) -> Option<ObjectRef> {
    let data_type = types::parse(state, &syntax::text(ty)).ok()?;
    let name = data_type.user_type()?;
    state.catalogue.schema.enums.find(name)?;
    Some(ObjectRef::qualified(ObjectKind::Enum, name))
}

/// The names of a query's columns; none where one of them is not known.
pub(crate) fn columns(state: &State, select: &ast::SelectVariant) -> Option<Vec<Name>> {
    match select {
        ast::SelectVariant::CompoundSelect(both) => columns(state, &both.lhs()?),
        ast::SelectVariant::ParenSelect(inner) => columns(state, &inner.select()?),
        ast::SelectVariant::Values(values) => {
            let row = values.row_list()?.rows().next()?;
            Some((1..=row.exprs().count()).map(|n| Name::from(format!("column{n}"))).collect())
        }
        ast::SelectVariant::Table(table) => {
            let path = syntax::path_of(table.relation_name().and_then(|r| r.relation_name_ref()));
            relation_columns(state, &path)
        }
        ast::SelectVariant::Select(_) | ast::SelectVariant::SelectInto(_) => {
            let mut names = Vec::new();
            for target in select.target_list()?.targets() {
                if is_star(target.syntax()) {
                    names.extend(starred(state, select, &target)?);
                    continue;
                }
                let alias = target.as_name().and_then(|alias| syntax::name_of(alias.name()));
                let own = || target.expr().as_ref().and_then(naming::of);
                names.push(alias.or_else(own).unwrap_or_else(|| Name::new("?column?")));
            }
            Some(names)
        }
    }
}

/// The columns that a star stands for, where the FROM list is made of relations alone.
fn starred(state: &State, select: &ast::SelectVariant, target: &ast::Target) -> Option<Vec<Name>> {
    let qualifier = syntax::path(target.syntax()).pop();
    let from = select.syntax().children().find(|node| node.kind() == SyntaxKind::FROM_CLAUSE)?;
    let with = select.syntax().descendants().any(|node| node.kind() == SyntaxKind::WITH_TABLE);
    let merged = from.descendants().any(|node| node.kind() == SyntaxKind::JOIN_USING_CLAUSE);
    if with || merged || syntax::has(&from, SyntaxKind::NATURAL_KW) {
        return None;
    }
    let mut names = Vec::new();
    for item in from.descendants().filter(|node| ast::FromItem::can_cast(node.kind())) {
        let item = ast::RelationFromItem::cast(item)?;
        let path = syntax::path_of(item.relation_name_ref());
        let alias =
            item.alias().and_then(|alias| syntax::name_of(alias.name())).or_else(|| path.last().cloned())?;
        if qualifier.as_ref().is_none_or(|q| *q == alias) {
            names.extend(relation_columns(state, &path)?);
        }
    }
    Some(names)
}

fn relation_columns(state: &State, path: &[Name]) -> Option<Vec<Name>> {
    match state.relation(path)?.1 {
        Relation::Table(id) => Some(state.table(id)?.columns.iter().map(|c| c.name.clone()).collect()),
        Relation::View(id) => {
            let columns = &state.catalogue.schema.views.get(id)?.columns;
            (!columns.is_empty()).then(|| columns.clone())
        }
        _ => None,
    }
}
