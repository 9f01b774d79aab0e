//! What holds an object, and what goes with it: the dependency rules of `DROP`.

use std::collections::BTreeSet;

use icms_model::effect::Behavior;
use icms_model::{
    Column, DefaultValue, Expr, ForeignKey, Index, KeyPart, ObjectKind, ObjectRef, QualifiedName,
    SchemaObject, SequenceId, Table, TableId, ViewId,
};
use icms_sql::Name;

use crate::expression;
use crate::refusal::{Done, Refusal};
use crate::state::State;

/// Refuses when something depends on the object and `CASCADE` was not said.
pub(crate) fn check(object: &ObjectRef, dependents: &[String], behavior: Behavior) -> Done {
    if dependents.is_empty() || behavior == Behavior::Cascade {
        return Ok(());
    }
    Err(Refusal::needed(object.clone(), dependents))
}

/// Drops tables together: what depends on one of them may be in another.
pub(crate) fn drop_tables(state: &mut State, ids: &[TableId], behavior: Behavior) -> Done {
    let names: Vec<QualifiedName> =
        ids.iter().filter_map(|id| Some(state.table(*id)?.name.clone())).collect();
    let keys = foreign_keys_to(state, &names, |_| true);
    let outside: Vec<_> = keys.into_iter().filter(|(id, _)| !ids.contains(id)).collect();
    let views: Vec<ViewId> = names.iter().flat_map(|name| views_on(state, name, None)).collect();
    let mut sequences: Vec<SequenceId> =
        names.iter().flat_map(|name| state.catalogue.owned(name)).copied().collect();
    sequences.sort_unstable();
    let defaults: Vec<(TableId, Name)> =
        defaults_from(state, &sequences).into_iter().filter(|(id, _)| !ids.contains(id)).collect();
    let mut dependents: Vec<String> = outside.iter().map(|(id, key)| shown(state, *id, key)).collect();
    dependents.extend(
        views.iter().filter_map(|id| Some(state.catalogue.schema.views.get(*id)?.path().to_string())),
    );
    dependents
        .extend(defaults.iter().map(|(id, column)| format!("the default of {}", shown(state, *id, column))));
    if let Some(first) = names.first() {
        check(&ObjectRef::qualified(ObjectKind::Table, first), &dependents, behavior)?;
    }
    outside.iter().for_each(|(id, key)| remove_foreign_key(state, *id, key));
    views.into_iter().for_each(|id| drop_view(state, id));
    defaults.iter().for_each(|(id, column)| clear_default(state, *id, column));
    sequences.into_iter().for_each(|id| state.catalogue.remove_sequence(id));
    for id in ids {
        state.catalogue.remove_table(*id);
    }
    state.catalogue.forget_unmanaged(|object| object.table.as_ref().is_some_and(|t| names.contains(t)));
    Ok(())
}

/// Drops a view and every view on it.
pub(crate) fn drop_view(state: &mut State, id: ViewId) {
    let Some(name) = state.catalogue.schema.views.get(id).map(|view| view.name.clone()) else { return };
    state.catalogue.remove_view(id);
    for above in views_on(state, &name, None) {
        drop_view(state, above);
    }
    state.catalogue.forget_unmanaged(|object| object.table.as_ref() == Some(&name));
}

/// Drops a column with everything that cannot live without it.
pub(crate) fn drop_column(state: &mut State, id: TableId, column: &Name, behavior: Behavior) -> Done {
    let Some(table) = state.table(id) else { return Ok(()) };
    let name = table.name.clone();
    let object = ObjectRef::member(ObjectKind::Column, &name, column);
    let keys = foreign_keys_to(state, std::slice::from_ref(&name), |key| key.referenced.contains(column));
    let keys: Vec<_> =
        keys.into_iter().filter(|(other, key)| !(*other == id && uses(state, id, key, column))).collect();
    let views = views_on(state, &name, Some(column));
    let sequences = owned_sequences(state, &name, column);
    let defaults: Vec<_> =
        defaults_from(state, &sequences).into_iter().filter(|(t, c)| !(*t == id && c == column)).collect();
    let generated = generated_from(state, id, column);
    let mut dependents: Vec<String> = keys.iter().map(|(id, key)| shown(state, *id, key)).collect();
    dependents.extend(
        views.iter().filter_map(|id| Some(state.catalogue.schema.views.get(*id)?.path().to_string())),
    );
    dependents
        .extend(defaults.iter().map(|(id, column)| format!("the default of {}", shown(state, *id, column))));
    dependents.extend(generated.iter().map(|column| shown(state, id, column)));
    check(&object, &dependents, behavior)?;
    keys.iter().for_each(|(id, key)| remove_foreign_key(state, *id, key));
    views.into_iter().for_each(|id| drop_view(state, id));
    defaults.iter().for_each(|(id, column)| clear_default(state, *id, column));
    for id in sequences {
        state.catalogue.remove_sequence(id);
    }
    for other in generated {
        drop_column(state, id, &other, Behavior::Cascade)?;
    }
    state.catalogue.update_table(id, |table| remove_column(table, column));
    crate::unmanaged::setting::rename_column(state, &name, column, None);
    Ok(())
}

fn remove_column(table: &mut Table, column: &Name) {
    let has = |columns: &[Name]| columns.contains(column);
    if table.primary_key.as_ref().is_some_and(|key| has(&key.columns) || has(&key.include)) {
        table.primary_key = None;
    }
    table.uniques.retain(|unique| !has(&unique.columns) && !has(&unique.include));
    table.foreign_keys.retain(|key| !has(&key.columns));
    table.checks.retain(|check| !expression::reads(check.expression.text(), column));
    table.indexes.retain(|index| !index_reads(index, column));
    table.columns.retain(|c| c.name != *column);
}

/// Whether an index has this column among its keys, included columns, expressions or predicate.
pub(crate) fn index_reads(index: &Index, column: &Name) -> bool {
    let key = |part: &KeyPart| match part {
        KeyPart::Column(name) => name == column,
        KeyPart::Expression(expression) => expression::reads(expression.text(), column),
    };
    index.keys.iter().any(|k| key(&k.part))
        || index.include.contains(column)
        || index.predicate.as_ref().is_some_and(|p| expression::reads(p.text(), column))
}

/// Drops what uses a type that goes, or refuses: columns, functions, views.
pub(crate) fn release_type(
    state: &mut State,
    ty: &QualifiedName,
    behavior: Behavior,
    object: &ObjectRef,
) -> Done {
    let schema = &state.catalogue.schema;
    let uses = |column: &Column| column.data_type.user_type() == Some(ty);
    let tables = state.catalogue.typed(ty).iter().filter_map(|&id| Some((id, schema.tables.get(id)?)));
    let columns: Vec<(TableId, Name)> = tables
        .flat_map(|(id, table)| table.columns.iter().filter(|c| uses(c)).map(move |c| (id, c.name.clone())))
        .collect();
    let functions: Vec<_> = schema
        .functions
        .iter()
        .filter(|(_, function)| {
            function.signature.arguments.iter().any(|a| a.user_type() == Some(ty))
                || function.depends.iter().any(|d| d.kind == ObjectKind::Enum && is(d, ty))
        })
        .map(|(id, function)| (id, function.path().to_string()))
        .collect();
    let mut dependents: Vec<String> = columns.iter().map(|(id, c)| shown(state, *id, c)).collect();
    dependents.extend(functions.iter().map(|(_, shown)| shown.clone()));
    check(object, &dependents, behavior)?;
    for (id, column) in columns {
        drop_column(state, id, &column, Behavior::Cascade)?;
    }
    for (id, _) in functions {
        state.catalogue.schema.functions.remove(id);
    }
    Ok(())
}

fn is(object: &ObjectRef, name: &QualifiedName) -> bool {
    matches!(object.path.as_slice(), [namespace, own] if *namespace == name.namespace && *own == name.name)
}

/// Foreign keys of all tables that point at one of these tables and fit.
pub(crate) fn foreign_keys_to(
    state: &State,
    names: &[QualifiedName],
    fits: impl Fn(&ForeignKey) -> bool,
) -> Vec<(TableId, Name)> {
    let mut ids: Vec<TableId> =
        names.iter().flat_map(|name| state.catalogue.referring(name)).copied().collect();
    ids.sort_unstable();
    ids.dedup();
    let wanted = |key: &&ForeignKey| names.contains(&key.references) && fits(key);
    ids.into_iter()
        .filter_map(|id| Some((id, state.table(id)?)))
        .flat_map(|(id, table)| table.foreign_keys.iter().filter(wanted).map(move |k| (id, k.name.clone())))
        .collect()
}

/// Foreign keys that need a unique key over exactly these columns of a table, unless another key serves them.
/// A server keeps the index that it found when the foreign key was made: the primary key first, then by name of age.
pub(crate) fn foreign_keys_on_key(
    state: &State,
    id: TableId,
    columns: &[Name],
    key: &Name,
) -> Vec<(TableId, Name)> {
    let Some(table) = state.table(id) else { return Vec::new() };
    let wanted: BTreeSet<&Name> = columns.iter().collect();
    let same = |columns: &[Name]| columns.iter().collect::<BTreeSet<_>>() == wanted;
    let primary = table.primary_key.as_ref().is_some_and(|k| k.name != *key && same(&k.columns));
    let unique = table.uniques.iter().any(|u| u.name != *key && same(&u.columns));
    if primary || unique {
        return Vec::new();
    }
    foreign_keys_to(state, std::slice::from_ref(&table.name), |key| same(&key.referenced))
}

/// Views that read a relation, or one column of it.
pub(crate) fn views_on(state: &State, relation: &QualifiedName, column: Option<&Name>) -> Vec<ViewId> {
    let reads = |object: &ObjectRef| match (object.path.as_slice(), column) {
        ([namespace, name], None) => *namespace == relation.namespace && *name == relation.name,
        ([namespace, name, _], None) => *namespace == relation.namespace && *name == relation.name,
        ([namespace, name, own], Some(column)) => {
            *namespace == relation.namespace && *name == relation.name && own == column
        }
        _ => false,
    };
    let views = state.catalogue.reading(relation).iter().copied();
    let views = views.filter_map(|id| Some((id, state.catalogue.schema.views.get(id)?)));
    views
        .filter(|(_, view)| view.name != *relation && view.depends.iter().any(reads))
        .map(|(id, _)| id)
        .collect()
}

/// Sequences that a column owns.
pub(crate) fn owned_sequences(state: &State, table: &QualifiedName, column: &Name) -> Vec<SequenceId> {
    let sequences = &state.catalogue.schema.sequences;
    let owner = |id: SequenceId| sequences.get(id).and_then(|s| s.owner.as_ref());
    let owned = state.catalogue.owned(table).iter().copied();
    owned.filter(|id| owner(*id).is_some_and(|owner| owner.column == *column)).collect()
}

/// Columns that take their default from one of these sequences.
pub(crate) fn defaults_from(state: &State, sequences: &[SequenceId]) -> Vec<(TableId, Name)> {
    let schema = &state.catalogue.schema;
    let names: Vec<&QualifiedName> =
        sequences.iter().filter_map(|id| Some(&schema.sequences.get(*id)?.name)).collect();
    let mut ids: Vec<TableId> = names.iter().flat_map(|name| state.catalogue.filled(name)).copied().collect();
    ids.sort_unstable();
    ids.dedup();
    let takes =
        |column: &&Column| matches!(&column.default, Some(DefaultValue::Nextval(s)) if names.contains(&s));
    ids.into_iter()
        .filter_map(|id| Some((id, state.table(id)?)))
        .flat_map(|(id, table)| table.columns.iter().filter(takes).map(move |c| (id, c.name.clone())))
        .collect()
}

/// Generated columns of the table that read a column.
fn generated_from(state: &State, id: TableId, column: &Name) -> Vec<Name> {
    let reads = |e: &Expr| expression::reads(e.text(), column);
    let Some(table) = state.table(id) else { return Vec::new() };
    let all = table.columns.iter().filter(|c| c.name != *column);
    all.filter(|c| c.generated.as_ref().is_some_and(|g| reads(&g.expression)))
        .map(|c| c.name.clone())
        .collect()
}

/// Whether a foreign key of the table itself starts at the column.
fn uses(state: &State, id: TableId, key: &Name, column: &Name) -> bool {
    let keys = state.table(id).map(|table| table.foreign_keys.as_slice()).unwrap_or_default();
    keys.iter().any(|k| k.name == *key && k.columns.contains(column))
}

pub(crate) fn remove_foreign_key(state: &mut State, id: TableId, key: &Name) {
    state.catalogue.update_table(id, |table| table.foreign_keys.retain(|k| k.name != *key));
}

pub(crate) fn clear_default(state: &mut State, id: TableId, column: &Name) {
    state.catalogue.update_table(id, |table| {
        if let Some(column) = table.column_mut(column.as_str()) {
            column.default = None;
        }
    });
}

fn shown(state: &State, id: TableId, member: &Name) -> String {
    state.table(id).map_or_else(|| member.to_string(), |table| format!("{}.{member}", table.name))
}

/// Columns whose default calls a function.
pub(crate) fn columns_calling(state: &State, function: &Name) -> Vec<(TableId, Name)> {
    let calls = |column: &Column| match &column.default {
        Some(DefaultValue::Expression(e)) => {
            e.text().contains(function.as_str()) && expression::names(e.text(), function)
        }
        Some(DefaultValue::Nextval(_) | DefaultValue::Unspecified) | None => false,
    };
    let tables = state.catalogue.schema.tables.iter();
    tables
        .flat_map(|(id, table)| table.columns.iter().filter(|c| calls(c)).map(move |c| (id, c.name.clone())))
        .collect()
}
