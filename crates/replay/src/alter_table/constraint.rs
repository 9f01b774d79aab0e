//! `ALTER TABLE … ADD|DROP|RENAME|VALIDATE|ALTER CONSTRAINT`.

use icms_model::effect::{Action, Behavior, ConstraintAction, ConstraintBuild};
use icms_model::{ObjectKind, ObjectRef, QualifiedName, Table, TableId, Validation};
use icms_sql::Name;
use icms_sql::tree::{AstNode, ast};

use crate::constraint::{self, Written};
use crate::refusal::{Done, Refusal};
use crate::state::{Record, State};
use crate::{dependents, guard, syntax, unmanaged};

/// `ADD CONSTRAINT`
pub(super) fn add(state: &mut State, id: TableId, node: &ast::AddConstraint, record: &mut Record) -> Done {
    let Some(node) = node.constraint() else { return Ok(()) };
    constraint::add(state, id, &Written::new(node, None), &ConstraintBuild::Immediate, record)
}

/// The kind of the constraint that a table has under this name.
fn kind(table: &Table, name: &Name) -> Option<ObjectKind> {
    if table.primary_key.as_ref().is_some_and(|key| key.name == *name) {
        return Some(ObjectKind::PrimaryKey);
    }
    None.or_else(|| table.uniques.iter().any(|u| u.name == *name).then_some(ObjectKind::Unique))
        .or_else(|| table.checks.iter().any(|c| c.name == *name).then_some(ObjectKind::Check))
        .or_else(|| table.foreign_keys.iter().any(|k| k.name == *name).then_some(ObjectKind::ForeignKey))
}

/// `DROP CONSTRAINT`
pub(super) fn drop(state: &mut State, id: TableId, node: &ast::DropConstraint, record: &mut Record) -> Done {
    let name = syntax::name_of(node.constraint_name_ref()).unwrap_or_else(|| Name::new(""));
    let behavior = guard::behavior(node.drop_behavior());
    let Some(table) = state.table(id) else { return Ok(()) };
    let table_name = table.name.clone();
    let Some(kind) = kind(table, &name) else {
        return drop_unlisted(state, &table_name, &name, node, record);
    };
    let object = ObjectRef::member(kind, &table_name, &name);
    if matches!(kind, ObjectKind::PrimaryKey | ObjectKind::Unique) {
        release_key(state, id, &name, behavior, &object)?;
    }
    state.catalogue.update_table(id, |table| {
        if table.primary_key.as_ref().is_some_and(|key| key.name == name) {
            table.primary_key = None;
        }
        table.uniques.retain(|u| u.name != name);
        table.checks.retain(|c| c.name != name);
        table.foreign_keys.retain(|k| k.name != name);
    });
    record.add(object, Action::Constraint(ConstraintAction::Drop(behavior)));
    Ok(())
}

/// Foreign keys that need the key go with it, or hold it.
fn release_key(state: &mut State, id: TableId, name: &Name, behavior: Behavior, object: &ObjectRef) -> Done {
    let Some(table) = state.table(id) else { return Ok(()) };
    let key = table.primary_key.iter().filter(|k| k.name == *name).map(|k| k.columns.clone()).next();
    let columns = key.or_else(|| table.uniques.iter().find(|u| u.name == *name).map(|u| u.columns.clone()));
    let keys = dependents::foreign_keys_on_key(state, id, &columns.unwrap_or_default(), name);
    let shown: Vec<String> = keys.iter().map(|(_, key)| format!("foreign key {key}")).collect();
    dependents::check(object, &shown, behavior)?;
    keys.iter().for_each(|(id, key)| dependents::remove_foreign_key(state, *id, key));
    Ok(())
}

/// A constraint without words here, or none at all.
fn drop_unlisted(
    state: &mut State,
    table: &QualifiedName,
    name: &Name,
    node: &ast::DropConstraint,
    record: &mut Record,
) -> Done {
    let shown = format!("{table} {name}");
    let object = ObjectRef::qualified(ObjectKind::Table, table);
    let gone = state.catalogue.forget_unmanaged(|o| *o.name == *shown && o.kind.contains("constraint"));
    if gone > 0 {
        unmanaged::note(record, object, "DROP CONSTRAINT".to_owned(), "exclusion constraint", &shown);
        return Ok(());
    }
    if node.if_exists().is_none() {
        return Err(Refusal::missing_member(ObjectKind::Check, table, name));
    }
    record.add(ObjectRef::member(ObjectKind::Check, table, name), Action::Session);
    Ok(())
}

/// `RENAME CONSTRAINT`
pub(super) fn rename(
    state: &mut State,
    id: TableId,
    node: &ast::RenameConstraint,
    record: &mut Record,
) -> Done {
    let from = syntax::name_of(node.constraint_name_ref()).unwrap_or_else(|| Name::new(""));
    let to = syntax::name_of(node.constraint_name()).unwrap_or_else(|| Name::new(""));
    let Some(table) = state.table(id) else { return Ok(()) };
    let Some(kind) = kind(table, &from) else {
        return Err(Refusal::missing_member(ObjectKind::Check, &table.name, &from));
    };
    let object = ObjectRef::member(kind, &table.name, &from);
    constraint::check_name(state, id, kind, &to)?;
    state.catalogue.update_table(id, |table| {
        table.primary_key.iter_mut().filter(|k| k.name == from).for_each(|k| k.name = to.clone());
        table.uniques.iter_mut().filter(|u| u.name == from).for_each(|u| u.name = to.clone());
        table.checks.iter_mut().filter(|c| c.name == from).for_each(|c| c.name = to.clone());
        table.foreign_keys.iter_mut().filter(|k| k.name == from).for_each(|k| k.name = to.clone());
    });
    record.add(object, Action::Constraint(ConstraintAction::Rename(to)));
    Ok(())
}

/// `VALIDATE CONSTRAINT`
pub(super) fn validate(
    state: &mut State,
    id: TableId,
    node: &ast::ValidateConstraint,
    record: &mut Record,
) -> Done {
    let name = syntax::name_of(node.constraint_name_ref()).unwrap_or_else(|| Name::new(""));
    let Some(table) = state.table(id) else { return Ok(()) };
    let Some(kind) = kind(table, &name) else {
        return Err(Refusal::missing_member(ObjectKind::Check, &table.name, &name));
    };
    let object = ObjectRef::member(kind, &table.name, &name);
    state.catalogue.update_table(id, |table| {
        table.checks.iter_mut().filter(|c| c.name == name).for_each(|c| c.validation = Validation::Validated);
        table
            .foreign_keys
            .iter_mut()
            .filter(|k| k.name == name)
            .for_each(|k| k.validation = Validation::Validated);
    });
    record.add(object, Action::Constraint(ConstraintAction::Validate));
    Ok(())
}

/// `ALTER CONSTRAINT`
pub(super) fn alter(
    state: &mut State,
    id: TableId,
    node: &ast::AlterConstraint,
    record: &mut Record,
) -> Done {
    let name = syntax::name_of(node.constraint_name_ref()).unwrap_or_else(|| Name::new(""));
    let Some(table) = state.table(id) else { return Ok(()) };
    let Some(kind) = kind(table, &name) else {
        return Err(Refusal::missing_member(ObjectKind::ForeignKey, &table.name, &name));
    };
    let object = ObjectRef::member(kind, &table.name, &name);
    let deferrable = constraint::deferrable(&constraint::options(node.syntax()));
    state.catalogue.update_table(id, |table| {
        table.foreign_keys.iter_mut().filter(|k| k.name == name).for_each(|k| k.deferrable = deferrable);
    });
    record.add(object, Action::Constraint(ConstraintAction::Deferrability));
    Ok(())
}
