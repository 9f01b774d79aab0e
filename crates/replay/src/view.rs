//! Views and materialized views.

use icms_model::effect::{Action, Behavior, Guard, ObjectAction};
use icms_model::{Expr, ObjectKind, ObjectRef, QualifiedName, SchemaObject, View, ViewId, ViewKind};
use icms_sql::Name;
use icms_sql::tree::{AstNode, ast};

use crate::catalogue::Relation;
use crate::refusal::{Done, Refusal};
use crate::session::{self, TEMPORARY};
use crate::state::{Record, State, missing_namespace};
use crate::{dependents, guard, query, rename, storage, syntax, unmanaged};

/// `CREATE [OR REPLACE] VIEW`
pub(crate) fn create(state: &mut State, statement: &ast::CreateView, record: &mut Record) -> Done {
    let path = syntax::path_of(statement.view());
    if matches!(statement.persistence(), Some(ast::Persistence::Temp(_))) {
        let own = path.last().cloned().unwrap_or_else(|| Name::new(""));
        state.catalogue.hide(QualifiedName::new(TEMPORARY, own), Relation::Hidden);
        session::nothing(state, record);
        return Ok(());
    }
    let name = state.new_name(&path)?;
    let found = state.catalogue.relation(&name);
    let object = ObjectRef::qualified(ObjectKind::View, &name);
    let before = match (&found, statement.or_replace()) {
        (Some(Relation::View(id)), Some(_)) => Some(*id),
        (Some(_), _) => return Err(Refusal::taken(ObjectKind::View, &name)),
        (None, _) => None,
    };
    let Some(select) = statement.query() else { return Ok(()) };
    let mut options = storage::options(statement.with_params().and_then(|w| w.attribute_list()));
    if let Some(check) = statement.with_check_option() {
        let level = match check.check_option_level() {
            Some(ast::CheckOptionLevel::LocalCheckOption(_)) => "local",
            Some(ast::CheckOptionLevel::CascadedCheckOption(_)) | None => "cascaded",
        };
        storage::set(&mut options, vec![("check_option".into(), level.into())]);
    }
    let columns = columns(state, statement.column_list(), &select);
    let comment = before.and_then(|id| state.catalogue.schema.views.get(id)).and_then(|v| v.comment.clone());
    let view = View {
        name,
        kind: ViewKind::Plain,
        query: Expr::new(syntax::text(select.syntax())),
        columns,
        types: Vec::new(),
        options,
        depends: query::depends(state, select.syntax())?,
        indexes: Vec::new(),
        comment,
    };
    let action = match before {
        Some(_) => ObjectAction::Replace,
        None => ObjectAction::Create { guard: Guard::None },
    };
    state.catalogue.insert_view(view);
    record.add(object, Action::Object(action));
    Ok(())
}

/// The written columns, or those of the query as far as they are known.
fn columns(state: &State, list: Option<ast::ColumnList>, select: &ast::SelectVariant) -> Vec<Name> {
    let inferred = query::columns(state, select).unwrap_or_default();
    let mut columns: Vec<Name> = list.map(|list| syntax::names(list.column_names())).unwrap_or_default();
    columns.extend(inferred.into_iter().skip(columns.len()));
    columns
}

/// `CREATE MATERIALIZED VIEW`
pub(crate) fn create_materialized(
    state: &mut State,
    statement: &ast::CreateMaterializedView,
    record: &mut Record,
) -> Done {
    let name = state.new_name(&syntax::path_of(statement.view()))?;
    let found = state.catalogue.relation(&name);
    let guard = guard::create(statement.if_not_exists(), found.as_ref());
    let object = ObjectRef::qualified(ObjectKind::View, &name);
    if found.is_some() {
        if guard == Guard::None {
            return Err(Refusal::taken(ObjectKind::View, &name));
        }
        record.add(object, Action::Object(ObjectAction::Create { guard }));
        return Ok(());
    }
    let Some(select) = statement.query() else { return Ok(()) };
    state.catalogue.insert_view(View {
        name,
        kind: ViewKind::Materialized,
        query: Expr::new(syntax::text(select.syntax())),
        columns: columns(state, statement.column_list(), &select),
        types: Vec::new(),
        options: storage::options(statement.with_params().and_then(|w| w.attribute_list())),
        depends: query::depends(state, select.syntax())?,
        indexes: Vec::new(),
        comment: None,
    });
    record.add(object, Action::Object(ObjectAction::Create { guard }));
    Ok(())
}

/// `DROP [MATERIALIZED] VIEW`
pub(crate) fn drop(
    state: &mut State,
    references: impl Iterator<Item = ast::ViewRef>,
    clause: Option<ast::IfExists>,
    behavior: Behavior,
    record: &mut Record,
) -> Done {
    let paths: Vec<_> = references.map(|reference| syntax::path(reference.syntax())).collect();
    let together: Vec<ViewId> = paths
        .iter()
        .filter_map(|path| match state.relation(path) {
            Some((_, Relation::View(id))) => Some(id),
            _ => None,
        })
        .collect();
    for path in paths {
        let found = state.relation(&path);
        let guard = guard::drop(clause.clone(), found.as_ref());
        let name = found.as_ref().map_or_else(|| state.best_guess(&path), |(name, _)| name.clone());
        let object = ObjectRef::qualified(ObjectKind::View, &name);
        match found {
            Some((_, Relation::View(id))) => {
                let above = dependents::views_on(state, &name, None);
                let above = above.iter().filter(|id| !together.contains(id));
                let shown: Vec<String> = above
                    .filter_map(|id| Some(state.catalogue.schema.views.get(*id)?.path().to_string()))
                    .collect();
                dependents::check(&object, &shown, behavior)?;
                dependents::drop_view(state, id);
            }
            Some((name, Relation::Hidden)) => state.catalogue.unhide(&name),
            Some(_) => return Err(Refusal::invalid(object, format!("{name} is not a view"))),
            None if guard == Guard::None => {
                // Gone with another one of the same statement.
                return Err(Refusal::missing(ObjectKind::View, &name));
            }
            None => {}
        }
        record.add(object, Action::Object(ObjectAction::Drop { behavior, guard }));
    }
    Ok(())
}

/// `ALTER VIEW`
pub(crate) fn alter(state: &mut State, statement: &ast::AlterView, record: &mut Record) -> Done {
    let path = syntax::path_of(statement.view_ref());
    let Some(id) = find(state, &path, statement.if_exists(), record)? else { return Ok(()) };
    match statement.action() {
        Some(ast::AlterViewAction::ViewRenameTo(action)) => {
            rename_to(state, id, syntax::name_of(action.view()), record)
        }
        Some(ast::AlterViewAction::SetSchema(action)) => {
            set_schema(state, id, syntax::name_of(action.schema_ref()), record)
        }
        Some(ast::AlterViewAction::RenameColumn(action)) => rename_column(state, id, &action, record),
        Some(ast::AlterViewAction::SetOptions(action)) => {
            let written = storage::options(action.attribute_list());
            state.catalogue.update_view(id, |view| storage::set(&mut view.options, written));
            altered(state, id, record)
        }
        Some(ast::AlterViewAction::ResetOptions(action)) => {
            let written = storage::options(action.attribute_list());
            state.catalogue.update_view(id, |view| storage::reset(&mut view.options, &written));
            altered(state, id, record)
        }
        Some(ast::AlterViewAction::AlterViewColumn(_)) => altered(state, id, record),
        Some(ast::AlterViewAction::OwnerTo(_)) => owner(state, id, record),
        None => Ok(()),
    }
}

/// `ALTER MATERIALIZED VIEW`
pub(crate) fn alter_materialized(
    state: &mut State,
    statement: &ast::AlterMaterializedView,
    record: &mut Record,
) -> Done {
    use ast::AlterMaterializedViewAction as A;
    let path = syntax::path_of(statement.view_ref());
    let Some(id) = find(state, &path, statement.if_exists(), record)? else { return Ok(()) };
    for action in statement.action() {
        match action {
            A::ViewRenameTo(action) => rename_to(state, id, syntax::name_of(action.view()), record)?,
            A::SetSchema(action) => set_schema(state, id, syntax::name_of(action.schema_ref()), record)?,
            A::RenameColumn(action) => rename_column(state, id, &action, record)?,
            A::AlterTableAction(action) => alter_as_table(state, id, &action, record)?,
            A::NoDependsOnExtension(_) | A::DependsOnExtension(_) => session::nothing(state, record),
        }
    }
    Ok(())
}

/// `ALTER TABLE` of a view.
pub(crate) fn alter_as_table(
    state: &mut State,
    id: ViewId,
    action: &ast::AlterTableAction,
    record: &mut Record,
) -> Done {
    match action {
        ast::AlterTableAction::TableRenameTo(action) => {
            rename_to(state, id, syntax::name_of(action.table_name()), record)
        }
        ast::AlterTableAction::SetSchema(action) => {
            set_schema(state, id, syntax::name_of(action.schema_ref()), record)
        }
        ast::AlterTableAction::RenameColumn(action) => rename_column(state, id, action, record),
        ast::AlterTableAction::OwnerTo(_) => owner(state, id, record),
        ast::AlterTableAction::SetOptions(action) => {
            let written = storage::options(action.attribute_list());
            state.catalogue.update_view(id, |view| storage::set(&mut view.options, written));
            altered(state, id, record)
        }
        _ => altered(state, id, record),
    }
}

fn find(
    state: &State,
    path: &[Name],
    clause: Option<ast::IfExists>,
    record: &mut Record,
) -> Done<Option<ViewId>> {
    match state.relation(path) {
        Some((_, Relation::View(id))) => Ok(Some(id)),
        Some((_, Relation::Hidden)) => {
            session::nothing(state, record);
            Ok(None)
        }
        Some((name, _)) => Err(Refusal::invalid(
            ObjectRef::qualified(ObjectKind::View, &name),
            format!("{name} is not a view"),
        )),
        None if clause.is_some() => {
            session::nothing(state, record);
            Ok(None)
        }
        None => Err(Refusal::missing(ObjectKind::View, &state.best_guess(path))),
    }
}

fn altered(state: &State, id: ViewId, record: &mut Record) -> Done {
    if let Some(view) = state.catalogue.schema.views.get(id) {
        record.add(view.path(), Action::Object(ObjectAction::Alter));
    }
    Ok(())
}

fn owner(state: &State, id: ViewId, record: &mut Record) -> Done {
    if let Some(view) = state.catalogue.schema.views.get(id) {
        unmanaged::note(record, view.path(), "ALTER VIEW OWNER".to_owned(), "owner", &view.name.to_string());
    }
    Ok(())
}

fn rename_to(state: &mut State, id: ViewId, to: Option<Name>, record: &mut Record) -> Done {
    let Some(from) = state.catalogue.schema.views.get(id).map(|view| view.name.clone()) else {
        return Ok(());
    };
    move_to(state, id, &from, from.sibling(to.unwrap_or_else(|| Name::new(""))), record)
}

fn set_schema(state: &mut State, id: ViewId, to: Option<Name>, record: &mut Record) -> Done {
    let Some(from) = state.catalogue.schema.views.get(id).map(|view| view.name.clone()) else {
        return Ok(());
    };
    let namespace = to.unwrap_or_else(|| Name::new(""));
    if !state.catalogue.has_namespace(&namespace) {
        return Err(missing_namespace(&namespace));
    }
    move_to(state, id, &from, QualifiedName { namespace, name: from.name.clone() }, record)
}

fn move_to(
    state: &mut State,
    id: ViewId,
    from: &QualifiedName,
    to: QualifiedName,
    record: &mut Record,
) -> Done {
    if state.catalogue.has_relation(&to) {
        return Err(Refusal::taken(ObjectKind::View, &to));
    }
    state.catalogue.update_view(id, |view| view.name = to.clone());
    rename::relation(state, from, &to);
    let object = ObjectRef::qualified(ObjectKind::View, from);
    let to = ObjectRef::qualified(ObjectKind::View, &to);
    record.add(object, Action::Object(ObjectAction::Rename { to }));
    Ok(())
}

fn rename_column(state: &mut State, id: ViewId, action: &ast::RenameColumn, record: &mut Record) -> Done {
    let from = syntax::name_of(action.column_name_ref()).unwrap_or_else(|| Name::new(""));
    let to = syntax::name_of(action.column_name()).unwrap_or_else(|| Name::new(""));
    state.catalogue.update_view(id, |view| {
        view.columns.iter_mut().filter(|c| **c == from).for_each(|c| *c = to.clone());
        view.indexes.iter_mut().for_each(|index| rename::rename_in_index(index, &from, &to));
    });
    altered(state, id, record)
}

/// `REFRESH MATERIALIZED VIEW`
pub(crate) fn refresh(state: &State, statement: &ast::Refresh, record: &mut Record) -> Done {
    let path = syntax::path_of(statement.view_ref());
    let (name, relation) = state.need_relation(&path, ObjectKind::View)?;
    let build = guard::build(statement.concurrently_token());
    match relation {
        Relation::View(_) => {
            let object = ObjectRef::qualified(ObjectKind::View, &name);
            record.add(object, Action::Object(ObjectAction::Refresh(build)));
        }
        _ => session::nothing(state, record),
    }
    Ok(())
}
