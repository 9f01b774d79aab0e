//! `ALTER TABLE`: its actions in the order in which a server runs them.

mod column;
mod constraint;
pub(crate) mod identity;
mod table;

use icms_model::effect::{Action, TableAction};
use icms_model::{ObjectKind, ObjectRef, QualifiedName, TableId};
use icms_sql::Name;
use icms_sql::tree::ast;

use crate::catalogue::Relation;
use crate::refusal::{Done, Refusal};
use crate::state::{Record, State, missing_namespace};
use crate::{index, sequence, session, syntax, unmanaged, view};

/// `ALTER TABLE`
pub(crate) fn apply(state: &mut State, statement: &ast::AlterTable, record: &mut Record) -> Done {
    if statement.all_in_tablespace().is_some() {
        session::nothing(state, record);
        return Ok(());
    }
    let path = syntax::path_of(statement.table_relation_name().and_then(|r| r.table_name_ref()));
    let Some((name, relation)) = state.relation(&path) else {
        let name = state.best_guess(&path);
        if statement.if_exists().is_some() {
            record.add(ObjectRef::qualified(ObjectKind::Table, &name), Action::Session);
            return Ok(());
        }
        return Err(Refusal::missing(ObjectKind::Table, &name));
    };
    let mut actions: Vec<_> = statement.actions().collect();
    actions.sort_by_key(pass);
    actions.iter().try_for_each(|action| on_relation(state, &name, &relation, action, record))
}

fn on_relation(
    state: &mut State,
    name: &QualifiedName,
    relation: &Relation,
    action: &ast::AlterTableAction,
    record: &mut Record,
) -> Done {
    match relation {
        Relation::Table(id) => one(state, *id, action, record),
        Relation::View(id) => view::alter_as_table(state, *id, action, record),
        Relation::Hidden => {
            session::nothing(state, record);
            Ok(())
        }
        Relation::Unmanaged => on_unmanaged(state, name, action, record),
        Relation::Sequence(_)
        | Relation::Index(_)
        | Relation::Key(_)
        | Relation::Identity(..)
        | Relation::ViewIndex(_) => on_other(state, name, relation, action, record),
    }
}

/// The pass of a server's `ALTER TABLE` that an action runs in.
fn pass(action: &ast::AlterTableAction) -> u8 {
    use ast::AlterColumnOption as C;
    use ast::AlterTableAction as A;
    match action {
        A::DropColumn(_) | A::DropConstraint(_) => 0,
        A::AlterColumn(alter) => match alter.option() {
            Some(C::DropNotNull(_) | C::DropDefault(_) | C::DropIdentity(_) | C::DropExpression(_)) => 0,
            Some(C::SetType(_)) => 1,
            Some(C::SetNotNull(_) | C::SetStatistics(_) | C::SetStorage(_)) => 6,
            Some(C::SetDefault(_) | C::AddGenerated(_)) => 9,
            _ => 10,
        },
        A::AddColumn(_) => 4,
        A::AddConstraint(add) => match add.constraint() {
            Some(ast::Constraint::PrimaryKeyConstraint(_) | ast::Constraint::UniqueConstraint(_)) => 8,
            _ => 9,
        },
        _ => 10,
    }
}

fn one(state: &mut State, id: TableId, action: &ast::AlterTableAction, record: &mut Record) -> Done {
    use ast::AlterTableAction as A;
    match action {
        A::AddColumn(node) => column::add(state, id, node, record),
        A::DropColumn(node) => column::drop(state, id, node, record),
        A::RenameColumn(node) => column::rename(state, id, node, record),
        A::AlterColumn(node) => column::alter(state, id, node, record),
        A::AddConstraint(node) => constraint::add(state, id, node, record),
        A::DropConstraint(node) => constraint::drop(state, id, node, record),
        A::RenameConstraint(node) => constraint::rename(state, id, node, record),
        A::ValidateConstraint(node) => constraint::validate(state, id, node, record),
        A::AlterConstraint(node) => constraint::alter(state, id, node, record),
        A::TableRenameTo(node) => table::rename(state, id, syntax::name_of(node.table_name()), record),
        A::SetSchema(node) => table::set_schema(state, id, syntax::name_of(node.schema_ref()), record),
        other => table::alter(state, id, other, record),
    }
}

/// The namespace to move to, if there is one of that name.
fn target_namespace(state: &State, name: Option<Name>) -> Done<Name> {
    let name = name.unwrap_or_else(|| Name::new(""));
    if state.catalogue.has_namespace(&name) { Ok(name) } else { Err(missing_namespace(&name)) }
}

/// `ALTER TABLE` of a partitioned, foreign or otherwise special table.
fn on_unmanaged(
    state: &mut State,
    name: &QualifiedName,
    action: &ast::AlterTableAction,
    record: &mut Record,
) -> Done {
    let kind = unmanaged::kind_of(state, name);
    let object = ObjectRef::qualified(ObjectKind::Table, name);
    unmanaged::note(record, object, "ALTER TABLE".to_owned(), &kind, &name.to_string());
    match action {
        ast::AlterTableAction::TableRenameTo(node) => {
            if let Some(to) = syntax::name_of(node.table_name()) {
                let to = name.sibling(to);
                unmanaged::rename(state, &kind, &name.to_string(), &to.to_string());
                crate::rename::relation(state, name, &to);
            }
        }
        ast::AlterTableAction::AttachPartition(node) => {
            let (part, relation) =
                state.need_relation(&syntax::path_of(node.table_name_ref()), ObjectKind::Table)?;
            if let Relation::Table(id) = relation {
                table::becomes(state, id, "partition");
            }
            let object = ObjectRef::qualified(ObjectKind::Table, &part);
            record.add(object, Action::Table(TableAction::AttachPartition));
        }
        ast::AlterTableAction::DetachPartition(node) => {
            let (part, _) =
                state.need_relation(&syntax::path_of(node.table_name_ref()), ObjectKind::Table)?;
            let object = ObjectRef::qualified(ObjectKind::Table, &part);
            record.add(object, Action::Table(TableAction::DetachPartition));
            // Its columns were never read: it comes back as an ordinary table that nobody here has seen.
            let message = format!("{part} becomes an ordinary table whose columns are not known here");
            return Err(Refusal::opaque(icms_model::effect::Opaque::Unknown, message));
        }
        other => table::say(state, name, other),
    }
    Ok(())
}

/// `ALTER TABLE` of a sequence or an index, as old dumps write it.
fn on_other(
    state: &mut State,
    name: &QualifiedName,
    relation: &Relation,
    action: &ast::AlterTableAction,
    record: &mut Record,
) -> Done {
    let object = state.catalogue.object(name, relation);
    match action {
        ast::AlterTableAction::OwnerTo(_) => {
            unmanaged::note(record, object, "ALTER TABLE OWNER".to_owned(), "owner", &name.to_string());
            Ok(())
        }
        ast::AlterTableAction::TableRenameTo(node) => {
            let to = syntax::name_of(node.table_name()).unwrap_or_else(|| Name::new(""));
            match relation {
                Relation::Sequence(id) => sequence::move_to(state, *id, name, name.sibling(to), record),
                _ => {
                    index::rename(state, name, relation, &to)?;
                    record.add(object, Action::Index(icms_model::effect::IndexAction::Rename(to)));
                    Ok(())
                }
            }
        }
        _ => Err(Refusal::invalid(object, format!("{name} is not a table"))),
    }
}
