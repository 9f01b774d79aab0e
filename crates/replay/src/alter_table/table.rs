//! `ALTER TABLE` actions on the table itself.

use icms_model::effect::{Action, TableAction};
use icms_model::{ObjectKind, ObjectRef, Persistence, QualifiedName, TableId};
use icms_sql::Name;
use icms_sql::tree::ast;

use super::target_namespace;
use crate::refusal::{Done, Refusal};
use crate::state::{Record, State};
use crate::unmanaged::setting::{self, Switch};
use crate::{rename, session, storage, unmanaged};

/// `RENAME TO`
pub(super) fn rename(state: &mut State, id: TableId, to: Option<Name>, record: &mut Record) -> Done {
    let Some(from) = state.table(id).map(|table| table.name.clone()) else { return Ok(()) };
    move_to(state, id, &from, from.sibling(to.unwrap_or_else(|| Name::new(""))), record)
}

/// `SET SCHEMA`
pub(super) fn set_schema(state: &mut State, id: TableId, to: Option<Name>, record: &mut Record) -> Done {
    let namespace = target_namespace(state, to)?;
    let Some(from) = state.table(id).map(|table| table.name.clone()) else { return Ok(()) };
    let to = QualifiedName { namespace, name: from.name.clone() };
    move_to(state, id, &from, to, record)
}

fn move_to(
    state: &mut State,
    id: TableId,
    from: &QualifiedName,
    to: QualifiedName,
    record: &mut Record,
) -> Done {
    if state.catalogue.has_relation(&to) {
        return Err(Refusal::taken(ObjectKind::Table, &to));
    }
    rename::table(state, id, &to);
    let object = ObjectRef::qualified(ObjectKind::Table, from);
    record.add(object, Action::Table(TableAction::Rename { to }));
    Ok(())
}

/// Everything else.
pub(super) fn alter(
    state: &mut State,
    id: TableId,
    action: &ast::AlterTableAction,
    record: &mut Record,
) -> Done {
    use ast::AlterTableAction as A;
    let Some(name) = state.table(id).map(|table| table.name.clone()) else { return Ok(()) };
    say(state, &name, action);
    let action = match action {
        A::SetUnlogged(_) => {
            persist(state, id, &name, Persistence::Unlogged);
            TableAction::SetUnlogged
        }
        A::SetLogged(_) => {
            persist(state, id, &name, Persistence::Permanent);
            TableAction::SetLogged
        }
        A::SetOptions(node) => {
            let written = storage::options(node.attribute_list());
            state.catalogue.update_table(id, |table| storage::set(&mut table.options, written));
            TableAction::Options
        }
        A::ResetOptions(node) => {
            let written = storage::options(node.attribute_list());
            state.catalogue.update_table(id, |table| storage::reset(&mut table.options, &written));
            TableAction::Options
        }
        A::InheritTable(_) => {
            becomes(state, id, "inherited table");
            TableAction::Inherit
        }
        A::OfType(_) => {
            becomes(state, id, "typed table");
            TableAction::Inherit
        }
        A::NoInheritTable(_) | A::NotOf(_) => TableAction::Disinherit,
        A::OwnerTo(_) => TableAction::Owner,
        A::EnableRls(_) => TableAction::EnableRowSecurity,
        A::DisableRls(_) => TableAction::DisableRowSecurity,
        A::ForceRls(_) => TableAction::ForceRowSecurity,
        A::NoForceRls(_) => TableAction::UnforceRowSecurity,
        A::ReplicaIdentity(_) => TableAction::ReplicaIdentity,
        A::EnableTrigger(_)
        | A::EnableReplicaTrigger(_)
        | A::EnableReplicaRule(_)
        | A::EnableAlwaysTrigger(_)
        | A::EnableAlwaysRule(_)
        | A::EnableRule(_)
        | A::DisableTrigger(_)
        | A::DisableRule(_) => TableAction::Triggers,
        A::SetTablespace(_) => TableAction::Tablespace,
        A::SetAccessMethod(_) => TableAction::AccessMethod,
        A::ClusterOn(_) | A::SetWithoutCluster(_) => TableAction::ClusterMarker,
        A::AttachPartition(_) => TableAction::AttachPartition,
        A::DetachPartition(_) => TableAction::DetachPartition,
        A::SetWithoutOids(_) | A::AlterOptionList(_) | A::OptionItemList(_) => {
            session::nothing(state, record);
            return Ok(());
        }
        A::MergePartitions(_) | A::SplitPartition(_) => {
            let object = ObjectRef::qualified(ObjectKind::Table, &name);
            unmanaged::note(record, object, "ALTER TABLE".to_owned(), "partition", &name.to_string());
            return Ok(());
        }
        A::AddColumn(_)
        | A::AddConstraint(_)
        | A::AlterColumn(_)
        | A::AlterConstraint(_)
        | A::DropColumn(_)
        | A::DropConstraint(_)
        | A::RenameColumn(_)
        | A::RenameConstraint(_)
        | A::SetSchema(_)
        | A::TableRenameTo(_)
        | A::ValidateConstraint(_) => return Ok(()),
    };
    record.add(ObjectRef::qualified(ObjectKind::Table, &name), Action::Table(action));
    Ok(())
}

/// Notes what the model has no words for, of ordinary tables and of all others.
pub(super) fn say(state: &mut State, name: &QualifiedName, action: &ast::AlterTableAction) {
    use ast::AlterTableAction as A;
    match action {
        A::EnableRls(_) => setting::row_security(state, name, "enabled", Switch::On),
        A::DisableRls(_) => setting::row_security(state, name, "enabled", Switch::Off),
        A::ForceRls(_) => setting::row_security(state, name, "forced", Switch::On),
        A::NoForceRls(_) => setting::row_security(state, name, "forced", Switch::Off),
        A::ReplicaIdentity(node) => {
            let value = match node.replica_identity_option() {
                Some(ast::ReplicaIdentityOption::ReplicaIdentityFull(_)) => Some("full"),
                Some(ast::ReplicaIdentityOption::ReplicaIdentityNothing(_)) => Some("nothing"),
                Some(ast::ReplicaIdentityOption::UsingIndexName(_)) => Some("index"),
                Some(ast::ReplicaIdentityOption::ReplicaIdentityDefault(_)) | None => None,
            };
            setting::of_table(state, name, "replica identity", value);
        }
        A::SetTablespace(node) => {
            let value = crate::syntax::name_of(node.tablespace_ref()).filter(|name| *name != "pg_default");
            setting::of_table(state, name, "tablespace", value.as_ref().map(Name::as_str));
        }
        A::SetAccessMethod(node) => {
            let value = crate::syntax::name_of(node.access_method_ref()).filter(|name| *name != "heap");
            setting::of_table(state, name, "access method", value.as_ref().map(Name::as_str));
        }
        _ => {}
    }
}

fn persist(state: &mut State, id: TableId, name: &QualifiedName, to: Persistence) {
    state.catalogue.update_table(id, |table| table.persistence = to);
    // Sequences that belong to a table follow it, from PostgreSQL 15 on.
    for sequence in state.catalogue.owned(name).to_vec() {
        state.catalogue.update_sequence(sequence, |sequence| sequence.persistence = to);
    }
}

/// An ordinary table becomes one that the model has no words for.
pub(super) fn becomes(state: &mut State, id: TableId, kind: &str) {
    let Some(name) = state.table(id).map(|table| table.name.clone()) else { return };
    state.catalogue.remove_table(id);
    unmanaged::list_table(state, kind, &name, None);
}
