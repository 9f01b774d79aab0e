//! Statements that touch rows: nothing of the schema changes.

use icms_model::effect::{Action, DataAction, TableAction};
use icms_model::{ObjectKind, ObjectRef};
use icms_sql::Name;
use icms_sql::tree::{AstNode, SyntaxNode, ast};

use crate::catalogue::Relation;
use crate::refusal::Done;
use crate::state::{Record, State};
use crate::{guard, opaque, query, session, syntax};

/// `INSERT`, `UPDATE`, `DELETE`, `MERGE`, and those inside a `WITH`.
pub(crate) fn modify(state: &mut State, statement: &SyntaxNode, record: &mut Record) -> Done {
    inner(state, statement, record)?;
    query::check_sources(state, statement)?;
    opaque::calls(state, statement)
}

/// Every statement in the tree that touches rows, the outermost last.
pub(crate) fn inner(state: &State, statement: &SyntaxNode, record: &mut Record) -> Done {
    for node in statement.descendants() {
        if let Some(node) = ast::Insert::cast(node.clone()) {
            touch(state, &syntax::path_of(node.relation_name_ref()), DataAction::Insert, record)?;
        } else if let Some(node) = ast::Update::cast(node.clone()) {
            let path = syntax::path_of(node.relation_name().and_then(|r| r.relation_name_ref()));
            touch(state, &path, DataAction::Update, record)?;
        } else if let Some(node) = ast::Delete::cast(node.clone()) {
            let path = syntax::path_of(node.relation_name().and_then(|r| r.relation_name_ref()));
            touch(state, &path, DataAction::Delete, record)?;
        } else if let Some(node) = ast::Merge::cast(node) {
            let path = syntax::path_of(node.table_relation_name().and_then(|r| r.table_name_ref()));
            touch(state, &path, DataAction::Merge, record)?;
        }
    }
    Ok(())
}

fn touch(state: &State, path: &[Name], action: DataAction, record: &mut Record) -> Done {
    if path.first().is_some_and(|first| {
        *first == "pg_catalog" || *first == "information_schema" || first.as_str().starts_with("pg_")
    }) {
        session::nothing(state, record);
        return Ok(());
    }
    let (name, relation) = state.need_relation(path, ObjectKind::Table)?;
    match relation {
        Relation::Hidden => session::nothing(state, record),
        Relation::View(_) => record.add(ObjectRef::qualified(ObjectKind::View, &name), Action::Data(action)),
        _ => record.add(ObjectRef::qualified(ObjectKind::Table, &name), Action::Data(action)),
    }
    Ok(())
}

/// `COPY`
pub(crate) fn copy(state: &State, statement: &ast::Copy, record: &mut Record) -> Done {
    let reads = matches!(statement.copy_direction(), Some(ast::CopyDirection::CopyTo(_)));
    match statement.copy_table() {
        Some(table) if !reads => {
            touch(state, &syntax::path_of(table.table_name_ref()), DataAction::Insert, record)
        }
        _ => {
            session::nothing(state, record);
            Ok(())
        }
    }
}

/// `TRUNCATE`
pub(crate) fn truncate(state: &State, statement: &ast::Truncate, record: &mut Record) -> Done {
    let behavior = guard::behavior(statement.drop_behavior());
    for relation in statement.table_list().into_iter().flat_map(|list| list.table_relation_names()) {
        let path = syntax::path_of(relation.table_name_ref());
        let (name, relation) = state.need_relation(&path, ObjectKind::Table)?;
        if relation == Relation::Hidden {
            session::nothing(state, record);
            continue;
        }
        let object = ObjectRef::qualified(ObjectKind::Table, &name);
        record.add(object, Action::Table(TableAction::Truncate { behavior }));
    }
    Ok(())
}
