//! Primary keys.

use icms_model::effect::ConstraintBuild;
use icms_model::{ObjectKind, ObjectRef, PrimaryKey, TableId};
use icms_sql::tree::ast;
use icms_sql::{Suffix, implicit_name};

use crate::constraint::{self, Written};
use crate::refusal::{Done, Reason, Refusal};
use crate::state::{Record, State};
use crate::{syntax, unique};

/// Adds a primary key; its columns refuse NULL from then on.
pub(crate) fn add(
    state: &mut State,
    id: TableId,
    written: &Written,
    node: &ast::PrimaryKeyConstraint,
    build: &ConstraintBuild,
    record: &mut Record,
) -> Done {
    let Some(table) = state.table(id) else { return Ok(()) };
    let table_name = table.name.clone();
    if table.primary_key.is_some() {
        let object = ObjectRef::qualified(ObjectKind::Table, &table_name);
        let message = format!("table {table_name} has a primary key already");
        return Err(Refusal::new(Reason::Invalid, object, message));
    }
    let deferrable = constraint::deferrable(&written.options());
    if let Some(index) = node.using_index().and_then(|using| syntax::name_of(using.index_ref())) {
        let taken = unique::take_index(state, id, &index, written.name())?;
        let name = taken.name.clone();
        let key = PrimaryKey {
            name: taken.name,
            columns: taken.columns,
            include: taken.include,
            deferrable,
            comment: None,
        };
        set(state, id, key)?;
        constraint::added(
            record,
            ObjectKind::PrimaryKey,
            &table_name,
            &name,
            ConstraintBuild::UsingIndex(index),
        );
        return Ok(());
    }
    let parameters = node.index_parameters();
    let columns = unique::columns(parameters.as_ref(), written);
    let include = unique::include(parameters.as_ref());
    unique::check_columns(table, columns.iter().chain(&include))?;
    let name = match written.name() {
        Some(name) => {
            constraint::check_name(state, id, ObjectKind::PrimaryKey, &name)?;
            name
        }
        None => {
            let taken = |name: &str| unique::is_taken(state, &table_name, name);
            implicit_name::<&str>(table_name.name.as_str(), &[], Suffix::PrimaryKey, taken)
        }
    };
    set(state, id, PrimaryKey { name: name.clone(), columns, include, deferrable, comment: None })?;
    constraint::added(record, ObjectKind::PrimaryKey, &table_name, &name, build.clone());
    Ok(())
}

fn set(state: &mut State, id: TableId, key: PrimaryKey) -> Done {
    for column in &key.columns {
        constraint::not_null(state, id, column)?;
    }
    state.catalogue.update_table(id, |table| table.primary_key = Some(key));
    Ok(())
}
