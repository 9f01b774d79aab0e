//! `CREATE TABLE … AS` and `SELECT … INTO`: tables whose column types come from a query.

use icms_model::effect::{Action, Guard, Opaque, TableAction};
use icms_model::{Column, ObjectKind, ObjectRef, Persistence, Table};
use icms_sql::Name;
use icms_sql::tree::{AstNode, SyntaxKind, SyntaxNode, ast};

use crate::catalogue::Relation;
use crate::refusal::{Done, Refusal};
use crate::state::{Record, State};
use crate::{guard, naming, opaque, session, storage, syntax, table, types};

/// `CREATE TABLE … AS`
pub(crate) fn create(state: &mut State, statement: &ast::CreateTableAs, record: &mut Record) -> Done {
    let query = statement.query().and_then(|query| query.select_variant());
    let names = statement
        .table_arg_list()
        .map(|list| list.args().map(|arg| syntax::name(arg.syntax())).collect::<Vec<_>>());
    let options = match statement.table_params() {
        Some(ast::TableParams::WithParams(params)) => storage::options(params.attribute_list()),
        Some(ast::TableParams::WithoutOids(_)) | None => Vec::new(),
    };
    let target = Target {
        path: syntax::path_of(statement.table_name()),
        persistence: statement.persistence(),
        guard: statement.if_not_exists(),
        names: names.unwrap_or_default(),
    };
    make(state, target, query.as_ref(), statement.syntax(), options, record)
}

/// `SELECT … INTO`
pub(crate) fn select_into(state: &mut State, statement: &ast::SelectInto, record: &mut Record) -> Done {
    let Some(into) = statement.into_clause() else { return Ok(()) };
    let target = Target {
        path: syntax::path_of(into.table_name()),
        persistence: into.persistence(),
        guard: None,
        names: Vec::new(),
    };
    let query = ast::SelectVariant::SelectInto(statement.clone());
    make(state, target, Some(&query), statement.syntax(), Vec::new(), record)
}

struct Target {
    path: Vec<Name>,
    persistence: Option<ast::Persistence>,
    guard: Option<ast::IfNotExists>,
    names: Vec<Name>,
}

fn make(
    state: &mut State,
    target: Target,
    query: Option<&ast::SelectVariant>,
    node: &SyntaxNode,
    options: Vec<(icms_model::Text, icms_model::Text)>,
    record: &mut Record,
) -> Done {
    opaque::calls(state, node)?;
    if let Some(hidden) = table::hidden(state, &target.path, target.persistence.as_ref())? {
        state.catalogue.hide(hidden, Relation::Hidden);
        session::nothing(state, record);
        return Ok(());
    }
    let name = state.new_name(&target.path)?;
    let object = ObjectRef::qualified(ObjectKind::Table, &name);
    let found = state.catalogue.relation(&name);
    let guard = guard::create(target.guard, found.as_ref());
    if found.is_some() {
        if guard == Guard::None {
            return Err(Refusal::taken(ObjectKind::Table, &name));
        }
        record.add(object, Action::Table(TableAction::Create { guard }));
        return Ok(());
    }
    let columns = query.and_then(|query| columns(state, query));
    let Some(mut columns) = columns else {
        let message = format!("the column types of {name} come from a query that only a server can type");
        return Err(Refusal::opaque(Opaque::Unknown, message));
    };
    for (column, name) in columns.iter_mut().zip(target.names) {
        column.name = name;
    }
    let mut table = Table::new(name);
    table.persistence = match target.persistence {
        Some(ast::Persistence::Unlogged(_)) => Persistence::Unlogged,
        Some(ast::Persistence::Temp(_)) | None => Persistence::Permanent,
    };
    table.options = options;
    table.columns = columns;
    state.catalogue.insert_table(table);
    record.add(object, Action::Table(TableAction::Create { guard }));
    Ok(())
}

/// The columns of a query over one relation with nothing but columns, stars and casts.
fn columns(state: &State, query: &ast::SelectVariant) -> Option<Vec<Column>> {
    let node = query.syntax();
    if node.descendants().any(|n| n.kind() == SyntaxKind::WITH_TABLE) {
        return None;
    }
    let from = node.children().find(|n| n.kind() == SyntaxKind::FROM_CLAUSE);
    let sources: Vec<Vec<Column>> = match &from {
        None => Vec::new(),
        Some(from) => {
            let items = from.descendants().filter(|n| ast::FromItem::can_cast(n.kind()));
            items.map(|item| source(state, &item)).collect::<Option<_>>()?
        }
    };
    let all: Vec<&Column> = sources.iter().flatten().collect();
    let mut columns = Vec::new();
    for target in query.target_list()?.targets() {
        let alias = target.as_name().and_then(|alias| syntax::name_of(alias.name()));
        let Some(expression) = target.expr() else {
            columns.extend(all.iter().map(|c| bare(c)));
            continue;
        };
        let source = match &expression {
            ast::Expr::NameRef(name) => found(&all, &syntax::name(name.syntax()))?,
            ast::Expr::FieldExpr(field) => found(&all, &syntax::name(field.field()?.syntax()))?,
            ast::Expr::CastExpr(cast) => {
                let ty = cast.syntax().children().find_map(ast::Type::cast)?;
                Column::new("", types::resolve(state, &ty).ok()?)
            }
            _ => return None,
        };
        let name = alias.or_else(|| naming::of(&expression))?;
        columns.push(Column { name, ..source });
    }
    Some(columns)
}

/// What the only column of this name hands on.
fn found(all: &[&Column], name: &Name) -> Option<Column> {
    let mut named = all.iter().filter(|column| column.name == *name);
    let first = named.next()?;
    named.next().is_none().then(|| bare(first))
}

fn source(state: &State, item: &SyntaxNode) -> Option<Vec<Column>> {
    let item = ast::RelationFromItem::cast(item.clone())?;
    match state.relation(&syntax::path_of(item.relation_name_ref()))?.1 {
        Relation::Table(id) => Some(state.table(id)?.columns.clone()),
        _ => None,
    }
}

/// Name, type and collation are all that a query hands on.
fn bare(column: &Column) -> Column {
    let mut bare = Column::new(column.name.clone(), column.data_type.clone());
    bare.collation = column.collation.clone();
    bare
}
