//! Implicit many-to-many relations: the join tables that Prisma makes.

use icms_model::{
    Column, Deferrable, ForeignKey, Index, IndexKey, IndexState, Match, ObjectKind, ObjectRef, PrimaryKey,
    QualifiedName, ReferentialAction, Table, Uniqueness, Validation,
};
use icms_sql::{MAX_IDENTIFIER, Name};

use crate::config::RelationMode;
use crate::context::Context;
use crate::declared::BlockKind;
use crate::model::Model;
use crate::name::stored;
use crate::output::Output;
use crate::relation::{Relation, Shape};

/// The columns of every join table.
const COLUMNS: [&str; 2] = ["A", "B"];

/// Every join table.
pub(crate) fn lower(context: &Context, models: &[Model], relations: &[Relation], output: &mut Output) {
    for relation in relations.iter().filter(|relation| relation.shape == Shape::ManyToMany) {
        let Some(side) = relation.from.side(models) else { continue };
        let span = side.field.ast.span;
        if let Some(table) = join_table(context, models, relation) {
            output.lowered.origins.note(ObjectRef::qualified(ObjectKind::Table, &table.name), span);
            output.lowered.schema.tables.insert(table);
        }
    }
}

impl Relation<'_> {
    /// What its join table is called, not cut yet: `_AToB`, or `_` and the relation's name.
    fn join_name(&self, models: &[Model]) -> Option<String> {
        Some(match self.name {
            Some(name) => format!("_{name}"),
            None => format!("_{}To{}", self.from.model(models)?.name(), self.to.model(models)?.name()),
        })
    }

    /// The join table: in the namespace of its first model.
    pub(crate) fn join_table(&self, models: &[Model]) -> Option<QualifiedName> {
        Some(self.from.model(models)?.table.sibling(stored(&self.join_name(models)?)))
    }
}

fn join_table(context: &Context, models: &[Model], relation: &Relation) -> Option<Table> {
    // Prisma counts characters here, not bytes.
    let base: String = relation.join_name(models)?.chars().take(MAX_IDENTIFIER).collect();
    let (a, b) = (relation.from.model(models)?, relation.to.model(models)?);
    if a.kind != BlockKind::Table || b.kind != BlockKind::Table {
        return None;
    }
    let mut table = Table::new(relation.join_table(models)?);
    for (name, model) in COLUMNS.into_iter().zip([a, b]) {
        let mut column = Column::new(name, model.single_id()?.column.as_ref()?.data_type.clone());
        column.not_null = true;
        table.columns.push(column);
    }
    table.primary_key = Some(PrimaryKey {
        name: cut(&base, "_AB_pkey"),
        columns: COLUMNS.into_iter().map(Name::from).collect(),
        include: Vec::new(),
        deferrable: Deferrable::No,
        comment: None,
    });
    table.indexes.push(index_on_b(&base));
    if context.relation_mode() == RelationMode::ForeignKeys {
        let ends = COLUMNS.into_iter().zip([a, b]);
        table.foreign_keys = ends.filter_map(|(column, model)| foreign_key(&base, column, model)).collect();
    }
    Some(table)
}

/// The name with its suffix in 63 bytes.
fn cut(base: &str, suffix: &str) -> Name {
    let kept: String = base.chars().take(MAX_IDENTIFIER - suffix.len()).collect();
    stored(&format!("{kept}{suffix}"))
}

fn index_on_b(base: &str) -> Index {
    Index {
        name: cut(base, "_B_index"),
        uniqueness: Uniqueness::Plain,
        method: Name::new("btree"),
        keys: vec![IndexKey::column(Name::new("B"))],
        include: Vec::new(),
        predicate: None,
        options: Vec::new(),
        state: IndexState::Valid,
        comment: None,
    }
}

fn foreign_key(base: &str, column: &str, model: &Model) -> Option<ForeignKey> {
    Some(ForeignKey {
        name: cut(base, &format!("_{column}_fkey")),
        columns: vec![Name::new(column)],
        references: model.table.clone(),
        referenced: vec![model.single_id()?.column.as_ref()?.name.clone()],
        on_update: ReferentialAction::Cascade,
        on_delete: ReferentialAction::Cascade,
        on_delete_columns: Vec::new(),
        matching: Match::Simple,
        deferrable: Deferrable::No,
        validation: Validation::Validated,
        comment: None,
    })
}
