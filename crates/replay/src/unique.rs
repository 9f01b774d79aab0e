//! Unique constraints, and what primary keys share with them.

use icms_model::effect::ConstraintBuild;
use icms_model::{
    Deferrable, KeyPart, NullsDistinct, ObjectKind, ObjectRef, QualifiedName, Table, TableId, Unique,
    Uniqueness,
};
use icms_sql::tree::ast;
use icms_sql::{Name, Suffix, implicit_name};

use crate::constraint::{self, Written};
use crate::refusal::{Done, Refusal};
use crate::state::{Record, State};
use crate::syntax;

/// Adds a unique constraint.
pub(crate) fn add(
    state: &mut State,
    id: TableId,
    written: &Written,
    node: &ast::UniqueConstraint,
    build: &ConstraintBuild,
    record: &mut Record,
) -> Done {
    let Some(table) = state.table(id) else { return Ok(()) };
    let table_name = table.name.clone();
    let deferrable = constraint::deferrable(&written.options());
    if let Some(index) = node.using_index().and_then(|using| syntax::name_of(using.index_ref())) {
        let taken = take_index(state, id, &index, written.name())?;
        let name = taken.name.clone();
        state.catalogue.update_table(id, |table| table.uniques.push(Unique { deferrable, ..taken }));
        constraint::added(record, ObjectKind::Unique, &table_name, &name, ConstraintBuild::UsingIndex(index));
        return Ok(());
    }
    let parameters = node.index_parameters();
    let columns = columns(parameters.as_ref(), written);
    let include = include(parameters.as_ref());
    check_columns(table, columns.iter().chain(&include))?;
    let name = match written.name() {
        Some(name) => {
            constraint::check_name(state, id, ObjectKind::Unique, &name)?;
            name
        }
        None => {
            let all: Vec<&Name> = columns.iter().chain(&include).collect();
            let names = icms_sql::index_column_names(&all);
            implicit_name(table_name.name.as_str(), &names, Suffix::Unique, |name| {
                is_taken(state, &table_name, name)
            })
        }
    };
    let nulls = nulls(parameters.and_then(|p| p.nulls_distinct_option()));
    let unique = Unique { name: name.clone(), columns, include, nulls, deferrable, comment: None };
    state.catalogue.update_table(id, |table| table.uniques.push(unique));
    constraint::added(record, ObjectKind::Unique, &table_name, &name, build.clone());
    Ok(())
}

/// Whether a unique constraint says what an earlier key of the same statement says.
pub(crate) fn says_the_same(earlier: &Written, later: &Written) -> bool {
    let ast::Constraint::UniqueConstraint(_) = &later.node else { return false };
    match (key(earlier), key(later)) {
        (Some(a), Some(b)) => a == b,
        _ => false,
    }
}

/// Columns, included columns, NULLs and deferrability; none for what is no key or takes an index over.
fn key(written: &Written) -> Option<(Vec<Name>, Vec<Name>, NullsDistinct, Deferrable)> {
    let parameters = match &written.node {
        ast::Constraint::UniqueConstraint(node) if node.using_index().is_none() => node.index_parameters(),
        ast::Constraint::PrimaryKeyConstraint(node) if node.using_index().is_none() => {
            node.index_parameters()
        }
        _ => return None,
    };
    let nulls = nulls(parameters.as_ref().and_then(ast::IndexParameters::nulls_distinct_option));
    let deferrable = constraint::deferrable(&written.options());
    Some((columns(parameters.as_ref(), written), include(parameters.as_ref()), nulls, deferrable))
}

/// The columns of a key: its list, or the column it was written at.
pub(crate) fn columns(parameters: Option<&ast::IndexParameters>, written: &Written) -> Vec<Name> {
    match parameters.and_then(ast::IndexParameters::column_list) {
        Some(list) => syntax::names(list.column_name_refs()),
        None => written.column.clone().into_iter().collect(),
    }
}

/// `INCLUDE (…)`.
pub(crate) fn include(parameters: Option<&ast::IndexParameters>) -> Vec<Name> {
    let list = parameters
        .and_then(ast::IndexParameters::constraint_include_clause)
        .and_then(|c| c.column_ref_list());
    list.map(|list| syntax::names(list.column_name_refs())).unwrap_or_default()
}

/// `NULLS NOT DISTINCT` or not.
pub(crate) fn nulls(option: Option<ast::NullsDistinctOption>) -> NullsDistinct {
    match option {
        Some(ast::NullsDistinctOption::NullsNotDistinct(_)) => NullsDistinct::NotDistinct,
        Some(ast::NullsDistinctOption::NullsDistinct(_)) | None => NullsDistinct::Distinct,
    }
}

/// Refuses columns that the table does not have.
pub(crate) fn check_columns<'n>(table: &Table, mut columns: impl Iterator<Item = &'n Name>) -> Done {
    match columns.find(|column| table.column(column.as_str()).is_none()) {
        Some(column) => Err(Refusal::missing_member(ObjectKind::Column, &table.name, column)),
        None => Ok(()),
    }
}

/// Whether a made-up name of a key would meet a relation or constraint.
pub(crate) fn is_taken(state: &State, table: &QualifiedName, name: &str) -> bool {
    state.catalogue.has_relation(&table.sibling(name))
        || state.catalogue.has_constraint(&table.namespace, name)
}

/// `USING INDEX`: the index stops being one of its own and takes the constraint's name.
pub(crate) fn take_index(state: &mut State, id: TableId, index: &Name, name: Option<Name>) -> Done<Unique> {
    let Some(table) = state.table(id) else {
        return Err(Refusal::missing(ObjectKind::Index, &QualifiedName::new("", index.clone())));
    };
    let Some(found) = table.indexes.iter().find(|i| i.name == *index) else {
        return Err(Refusal::missing(ObjectKind::Index, &table.name.sibling(index.clone())));
    };
    let object = ObjectRef::member(ObjectKind::Index, &table.name, index);
    let Uniqueness::Unique(nulls) = found.uniqueness else {
        return Err(Refusal::invalid(object, format!("index {index} is not unique")));
    };
    let mut columns = Vec::new();
    for key in &found.keys {
        match &key.part {
            KeyPart::Column(column) => columns.push(column.clone()),
            KeyPart::Expression(_) => {
                return Err(Refusal::invalid(object, format!("index {index} has an expression")));
            }
        }
    }
    if found.predicate.is_some() {
        return Err(Refusal::invalid(object, format!("index {index} is partial")));
    }
    let name = name.unwrap_or_else(|| index.clone());
    let (include, comment) = (found.include.clone(), found.comment.clone());
    if name != *index {
        constraint::check_name(state, id, ObjectKind::Unique, &name)?;
    }
    state.catalogue.update_table(id, |table| table.indexes.retain(|i| i.name != *index));
    // The comment stays with the index; the constraint starts without one.
    drop(comment);
    Ok(Unique { name, columns, include, nulls, deferrable: icms_model::Deferrable::No, comment: None })
}
