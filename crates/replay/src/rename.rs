//! What follows when an object gets another name or namespace.

use icms_model::{
    Column, DataType, DefaultValue, Expr, Index, KeyPart, ObjectKind, ObjectRef, QualifiedName, Table,
    TableId, TypeName,
};
use icms_sql::Name;

use crate::expression;
use crate::state::State;

/// A table, with its foreign keys, owned sequences, views and unmanaged members.
pub(crate) fn table(state: &mut State, id: TableId, to: &QualifiedName) {
    let Some(from) = state.table(id).map(|table| table.name.clone()) else { return };
    let moved = from.namespace != to.namespace;
    state.catalogue.update_table(id, |table| {
        table.name = to.clone();
        for column in &mut table.columns {
            if let Some(identity) = column.identity.as_mut().filter(|_| moved) {
                identity.sequence.namespace = to.namespace.clone();
            }
        }
    });
    each_referring(state, &from, |table| {
        table
            .foreign_keys
            .iter_mut()
            .filter(|k| k.references == from)
            .for_each(|k| k.references = to.clone());
    });
    owners(state, &from, to, moved);
    relation(state, &from, to);
    data_type(state, &from, to);
}

fn owners(state: &mut State, from: &QualifiedName, to: &QualifiedName, moved: bool) {
    for id in state.catalogue.owned(from).to_vec() {
        let before = state.catalogue.update_sequence(id, |sequence| {
            if let Some(owner) = &mut sequence.owner {
                owner.table = to.clone();
            }
            sequence.name.clone()
        });
        let Some(before) = before.filter(|_| moved) else { continue };
        let after = QualifiedName { namespace: to.namespace.clone(), name: before.name.clone() };
        state.catalogue.update_sequence(id, |sequence| sequence.name = after.clone());
        nextval(state, &before, &after);
    }
}

/// What reads a table or view by its name.
pub(crate) fn relation(state: &mut State, from: &QualifiedName, to: &QualifiedName) {
    let same = |object: &ObjectRef| {
        object.kind != ObjectKind::Function
            && object.path.first() == Some(&from.namespace)
            && object.path.get(1) == Some(&from.name)
    };
    for id in state.catalogue.reading(from).to_vec() {
        if !state.catalogue.schema.views.get(id).is_some_and(|view| view.depends.iter().any(same)) {
            continue;
        }
        state.catalogue.update_view(id, |view| {
            view.depends.iter_mut().filter(|o| same(o)).for_each(|object| {
                if let Some(place) = object.path.get_mut(0) {
                    *place = to.namespace.clone();
                }
                if let Some(place) = object.path.get_mut(1) {
                    *place = to.name.clone();
                }
            });
            view.depends.sort();
            view.query = expression::rename_relation(&view.query, from, to);
        });
    }
    crate::unmanaged::rename_table(state, from, to);
}

/// A column, in everything that names it.
pub(crate) fn column(state: &mut State, id: TableId, from: &Name, to: &Name) {
    let Some(name) = state.table(id).map(|table| table.name.clone()) else { return };
    state.catalogue.update_table(id, |table| rename_in_table(table, from, to));
    each_referring(state, &name, |table| {
        for key in table.foreign_keys.iter_mut().filter(|key| key.references == name) {
            replace(&mut key.referenced, from, to);
        }
    });
    crate::unmanaged::setting::rename_column(state, &name, from, Some(to));
    for id in crate::dependents::owned_sequences(state, &name, from) {
        state.catalogue.update_sequence(id, |sequence| {
            if let Some(owner) = &mut sequence.owner {
                owner.column = to.clone();
            }
        });
    }
    for id in crate::dependents::views_on(state, &name, Some(from)) {
        let before = ObjectRef::member(ObjectKind::Column, &name, from);
        state.catalogue.update_view(id, |view| {
            view.depends.iter_mut().filter(|o| **o == before).for_each(|object| {
                *object = ObjectRef::member(ObjectKind::Column, &name, to);
            });
            view.depends.sort();
            view.query = expression::rename_column_of(&view.query, &name, from, to);
        });
    }
}

fn rename_in_table(table: &mut Table, from: &Name, to: &Name) {
    let expression = |e: &mut Expr| *e = expression::rename_column(e, from, to);
    for column in &mut table.columns {
        if column.name == *from {
            column.name = to.clone();
        }
        if let Some(generated) = &mut column.generated {
            expression(&mut generated.expression);
        }
    }
    if let Some(key) = &mut table.primary_key {
        replace(&mut key.columns, from, to);
        replace(&mut key.include, from, to);
    }
    for unique in &mut table.uniques {
        replace(&mut unique.columns, from, to);
        replace(&mut unique.include, from, to);
    }
    for key in &mut table.foreign_keys {
        replace(&mut key.columns, from, to);
        replace(&mut key.on_delete_columns, from, to);
    }
    table.checks.iter_mut().for_each(|check| expression(&mut check.expression));
    table.indexes.iter_mut().for_each(|index| rename_in_index(index, from, to));
}

/// A column of a table or materialized view, in one of its indexes.
pub(crate) fn rename_in_index(index: &mut Index, from: &Name, to: &Name) {
    for key in &mut index.keys {
        match &mut key.part {
            KeyPart::Column(name) if name == from => *name = to.clone(),
            KeyPart::Column(_) => {}
            KeyPart::Expression(e) => *e = expression::rename_column(e, from, to),
        }
    }
    replace(&mut index.include, from, to);
    if let Some(predicate) = &mut index.predicate {
        *predicate = expression::rename_column(predicate, from, to);
    }
}

fn replace(names: &mut [Name], from: &Name, to: &Name) {
    names.iter_mut().filter(|name| *name == from).for_each(|name| *name = to.clone());
}

/// A sequence, in the defaults that take from it.
pub(crate) fn nextval(state: &mut State, from: &QualifiedName, to: &QualifiedName) {
    let takes = |column: &Column| matches!(&column.default, Some(DefaultValue::Nextval(s)) if s == from);
    each_table(
        state,
        |table| table.columns.iter().any(takes),
        |table| {
            for column in table.columns.iter_mut().filter(|c| takes(c)) {
                column.default = Some(DefaultValue::Nextval(to.clone()));
            }
        },
    );
}

/// A type, in columns, functions and expressions.
pub(crate) fn data_type(state: &mut State, from: &QualifiedName, to: &QualifiedName) {
    let is = |ty: &DataType| ty.user_type() == Some(from);
    let column = |c: &Column| is(&c.data_type) || in_expression(c, &from.name);
    let uses = |table: &Table| {
        table.columns.iter().any(column)
            || table.checks.iter().any(|check| spells(&check.expression, &from.name))
            || table.indexes.iter().any(|index| index_spells(index, &from.name))
    };
    each_table(state, uses, |table| rename_type_in_table(table, from, to));
    let functions = &mut state.catalogue.schema.functions;
    let users: Vec<_> =
        functions.iter().filter(|(_, f)| f.signature.arguments.iter().any(is)).map(|(id, _)| id).collect();
    for id in users {
        functions.update(id, |function| {
            for ty in function.signature.arguments.iter_mut().filter(|ty| ty.user_type() == Some(from)) {
                ty.name = TypeName::Named(to.clone());
            }
        });
    }
}

fn rename_type_in_table(table: &mut Table, from: &QualifiedName, to: &QualifiedName) {
    let expression = |e: &mut Expr| {
        if spells(e, &from.name) {
            *e = expression::rename_type(e, from, to);
        }
    };
    for column in &mut table.columns {
        if column.data_type.user_type() == Some(from) {
            column.data_type.name = TypeName::Named(to.clone());
        }
        if let Some(DefaultValue::Expression(e)) = &mut column.default {
            expression(e);
        }
        if let Some(generated) = &mut column.generated {
            expression(&mut generated.expression);
        }
    }
    table.checks.iter_mut().for_each(|check| expression(&mut check.expression));
    for index in &mut table.indexes {
        for key in &mut index.keys {
            if let KeyPart::Expression(e) = &mut key.part {
                expression(e);
            }
        }
        if let Some(predicate) = &mut index.predicate {
            expression(predicate);
        }
    }
}

/// A cheap "maybe": the name stands somewhere in the text.
fn spells(expression: &Expr, name: &Name) -> bool {
    expression.text().contains(name.as_str())
}

fn in_expression(column: &Column, name: &Name) -> bool {
    let default = matches!(&column.default, Some(DefaultValue::Expression(e)) if spells(e, name));
    default || column.generated.as_ref().is_some_and(|g| spells(&g.expression, name))
}

fn index_spells(index: &Index, name: &Name) -> bool {
    let key = |part: &KeyPart| matches!(part, KeyPart::Expression(e) if spells(e, name));
    index.keys.iter().any(|k| key(&k.part)) || index.predicate.as_ref().is_some_and(|p| spells(p, name))
}

/// Changes the tables with a foreign key to one.
fn each_referring(state: &mut State, to: &QualifiedName, mut change: impl FnMut(&mut Table)) {
    for id in state.catalogue.referring(to).to_vec() {
        state.catalogue.update_table(id, &mut change);
    }
}

/// Changes the tables that need it.
pub(crate) fn each_table(
    state: &mut State,
    needs: impl Fn(&Table) -> bool,
    mut change: impl FnMut(&mut Table),
) {
    let ids: Vec<_> =
        state.catalogue.schema.tables.iter().filter(|(_, table)| needs(table)).map(|(id, _)| id).collect();
    for id in ids {
        state.catalogue.update_table(id, &mut change);
    }
}
