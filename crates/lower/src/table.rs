//! Tables: a model with all its members.

use icms_model::{ObjectKind, ObjectRef, Persistence, QualifiedName, Table};
use icms_sql::hash::Set;
use icms_syntax::ast::{Attribute, Expression};

use crate::attribute::{Arguments, BlockWord, Takes};
use crate::column::TableNames;
use crate::context::Context;
use crate::declared::BlockKind;
use crate::default_value::Default;
use crate::key::storage_options;
use crate::model::{Management, Model};
use crate::output::{Output, Places};
use crate::{check, index, primary_key, sequence, unique};

/// Every table of a model, without foreign keys.
pub(crate) fn lower(context: &mut Context, models: &[Model], output: &mut Output) {
    let mut taken: Set<QualifiedName> = models.iter().map(|model| model.table.clone()).collect();
    for model in models.iter().filter(|model| model.kind == BlockKind::Table) {
        let table = table(context, model, &mut taken, output);
        output.lowered.schema.tables.insert(table);
    }
}

fn table(context: &mut Context, model: &Model, taken: &mut Set<QualifiedName>, output: &mut Output) -> Table {
    let path = ObjectRef::qualified(ObjectKind::Table, &model.table);
    output.lowered.origins.note(path.clone(), model.block.name.span);
    if let Some(before) = &model.renamed_from {
        output.rename(ObjectRef::qualified(ObjectKind::Table, before), path);
    }
    if model.management == Management::External {
        output.lowered.schema.scope.external.insert(model.table.clone());
    }
    let mut table = Table::new(model.table.clone());
    table.comment = model.comment.clone();
    let mut places = Vec::with_capacity(model.fields.len() + model.keys.len());
    columns(context, model, &mut table, taken, output, &mut places);
    primary_key::lower(model, &mut table, &mut places);
    table.uniques = unique::lower(model, &mut places);
    table.checks = check::lower(model, &mut places);
    table.indexes = index::lower(model, &mut places);
    output.lowered.origins.note_members(&model.table, places);
    if let Some(attribute) = model.attributes.get(BlockWord::Storage) {
        storage(context, attribute, &mut table);
    }
    table
}

fn columns(
    context: &Context,
    model: &Model,
    table: &mut Table,
    taken: &mut Set<QualifiedName>,
    output: &mut Output,
    places: &mut Places,
) {
    table.columns.reserve_exact(model.fields.iter().filter(|field| field.column.is_some()).count());
    let mut names = TableNames { table: &model.table, taken };
    for field in &model.fields {
        let Some(declared) = &field.column else { continue };
        let column = declared.lower(context, field, &mut names);
        places.push((ObjectKind::Column, column.name.clone(), field.ast.span));
        if let Some(before) = &declared.renamed_from {
            let member = |table: &QualifiedName, name| ObjectRef::member(ObjectKind::Column, table, name);
            let old_table = model.renamed_from.as_ref().unwrap_or(&model.table);
            output.rename(member(old_table, before), member(&model.table, &column.name));
        }
        if matches!(declared.default, Default::Autoincrement)
            && let Some(sequence) = sequence::owned(&model.table, &column)
        {
            let path = ObjectRef::qualified(ObjectKind::Sequence, &sequence.name);
            output.lowered.origins.note(path, field.ast.span);
            output.lowered.schema.sequences.insert(sequence);
        }
        table.columns.push(column);
    }
}

const STORAGE: Takes =
    Takes { positional: &[], named: &["unlogged", "fillfactor", "with", "toast"], beyond: &[] };

/// `@@storage(fillfactor: 90, unlogged: true, with: { … })`
fn storage(context: &mut Context, attribute: &Attribute, table: &mut Table) {
    let arguments = Arguments::check(context, attribute, &STORAGE);
    if let Some(Expression::Word(word, _)) = arguments.get("unlogged")
        && word == "true"
    {
        table.persistence = Persistence::Unlogged;
    }
    if let Some(value) = arguments.get("with") {
        table.options = storage_options(context, value);
    }
    if let Some(value) = arguments.get("toast") {
        let toast = storage_options(context, value);
        let named = toast.into_iter().map(|(name, value)| (format!("toast.{name}").into(), value));
        table.options.extend(named);
        table.options.sort();
    }
    if let Some(Expression::Number(number, _)) = arguments.get("fillfactor") {
        table.options.push(("fillfactor".into(), number.as_str().into()));
        table.options.sort();
    }
}
