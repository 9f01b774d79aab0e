//! Foreign keys: the columns, actions and names that relations make.

mod outward;

use icms_model::{ForeignKey, ObjectKind, QualifiedName, ReferentialAction};
use icms_sql::Name;

use crate::attribute::BlockWord;
use crate::config::RelationMode;
use crate::context::Context;
use crate::declared::BlockKind;
use crate::field::Field;
use crate::index::column_names;
use crate::model::Model;
use crate::name::{made_up, stored};
use crate::output::{Output, Places};
use crate::relation::{Relation, Shape, Side};

/// The foreign keys of all relations, into their tables.
pub(crate) fn lower<'a>(
    context: &mut Context<'a>,
    models: &[Model<'a>],
    relations: &[Relation<'a>],
    output: &mut Output,
) {
    if context.relation_mode() == RelationMode::Prisma {
        return;
    }
    let mut by_table: Vec<(Vec<ForeignKey>, Places)> = models.iter().map(|_| Default::default()).collect();
    for relation in relations.iter().filter(|relation| relation.has_key(models)) {
        let Some(from) = relation.from.side(models) else { continue };
        let Some(key) = foreign_key(models, relation, &from) else { continue };
        if let Some((keys, places)) = by_table.get_mut(relation.from.model) {
            places.push((ObjectKind::ForeignKey, key.name.clone(), from.field.ast.span));
            keys.push(key);
        }
    }
    for (model, (keys, places)) in models.iter().zip(&mut by_table) {
        let written: Vec<_> = model.attributes.all(BlockWord::ForeignKey).collect();
        for attribute in written {
            let Some(key) = outward::read(context, model, attribute) else { continue };
            places.push((ObjectKind::ForeignKey, key.name.clone(), attribute.span));
            keys.push(key);
        }
    }
    for (model, (keys, places)) in models.iter().zip(by_table) {
        if !keys.is_empty() {
            output.lowered.origins.note_members(&model.table, places);
            add(output, &model.table, keys);
        }
    }
}

/// Puts foreign keys into a table that exists already.
pub(crate) fn add(output: &mut Output, table: &QualifiedName, keys: Vec<ForeignKey>) {
    let tables = &mut output.lowered.schema.tables;
    if let Some(id) = tables.find(table) {
        tables.update(id, |table| table.foreign_keys.extend(keys));
    }
}

impl Relation<'_> {
    /// Whether a foreign key can be made of it.
    pub(crate) fn has_key(&self, models: &[Model]) -> bool {
        let is_table = |model: Option<&Model>| model.is_some_and(|model| model.kind == BlockKind::Table);
        let complete = !self.fields.is_empty() && self.fields.len() == self.references.len();
        complete
            && self.shape != Shape::ManyToMany
            && is_table(self.from.model(models))
            && is_table(self.to.model(models))
    }

    /// What its foreign key is called.
    pub(crate) fn key_name(&self, from: &Side) -> Name {
        if let Some((map, _)) = from.relation.map {
            return stored(map);
        }
        let columns = self.fields.iter().filter_map(|at| from.model.field(*at)?.column.as_ref());
        made_up(&from.model.raw, columns.map(|column| &*column.raw), "_fkey")
    }
}

/// Without a word: refuse where a column is required, else set NULL.
pub(crate) fn on_delete(relation: &Relation, from: &Side) -> ReferentialAction {
    if let Some((action, _)) = from.relation.on_delete {
        return action;
    }
    let mut columns = relation.fields.iter().filter_map(|at| from.model.field(*at));
    if columns.any(Field::is_required) || from.field.is_required() {
        ReferentialAction::Restrict
    } else {
        ReferentialAction::SetNull
    }
}

/// Without a word: follow.
pub(crate) fn on_update(from: &Side) -> ReferentialAction {
    from.relation.on_update.map_or(ReferentialAction::Cascade, |(action, _)| action)
}

fn foreign_key(models: &[Model], relation: &Relation, from: &Side) -> Option<ForeignKey> {
    let to = relation.to.model(models)?;
    Some(ForeignKey {
        name: relation.key_name(from),
        columns: column_names(from.model, &relation.fields),
        references: to.table.clone(),
        referenced: column_names(to, &relation.references),
        on_update: on_update(from),
        on_delete: on_delete(relation, from),
        on_delete_columns: column_names(from.model, &relation.on_delete_fields),
        matching: from.relation.matching,
        deferrable: from.relation.deferrable,
        validation: from.relation.validation,
        comment: from.relation.comment.map(Into::into),
    })
}
