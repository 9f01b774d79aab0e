//! Relations: what each field says, which fields belong together, which side holds the key.

mod attribute;
mod pair;
mod shape;

pub(crate) use attribute::{RelationField, actions, read};
pub(crate) use pair::pairs;

use crate::model::Model;

/// Two ends that belong together.
pub(crate) struct Relation<'a> {
    /// `@relation("…")`
    pub name: Option<&'a str>,
    /// How many belong together.
    pub shape: Shape,
    /// The side that holds the foreign key; of a many-to-many relation the alphabetically first.
    pub from: End,
    /// The other side.
    pub to: End,
    /// `fields`, at `from`.
    pub fields: Vec<usize>,
    /// `references`, at `to`.
    pub references: Vec<usize>,
    /// `onDeleteFields`, at `from`.
    pub on_delete_fields: Vec<usize>,
}

/// One side of a relation, by positions.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct End {
    /// The model.
    pub model: usize,
    /// Its relation field.
    pub field: usize,
}

/// How many belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Shape {
    /// One and one.
    OneToOne,
    /// Many at `from`, one at `to`.
    ManyToOne,
    /// Many and many, through a table of their own.
    ManyToMany,
}

impl End {
    /// The model of this end.
    pub(crate) fn model<'m, 'a>(self, models: &'m [Model<'a>]) -> Option<&'m Model<'a>> {
        models.get(self.model)
    }

    /// The field of this end, with what it says as a relation.
    pub(crate) fn side<'m, 'a>(self, models: &'m [Model<'a>]) -> Option<Side<'m, 'a>> {
        let model = models.get(self.model)?;
        let field = model.field(self.field)?;
        Some(Side { model, field, relation: field.relation.as_deref()? })
    }
}

/// One end with everything around it.
#[derive(Clone, Copy)]
pub(crate) struct Side<'m, 'a> {
    /// The model.
    pub model: &'m Model<'a>,
    /// Its field.
    pub field: &'m crate::field::Field<'a>,
    /// What the field says as a relation.
    pub relation: &'m RelationField<'a>,
}

impl Side<'_, '_> {
    /// `Post.author`
    pub(crate) fn path(&self) -> String {
        format!("{}.{}", self.model.name(), self.field.name())
    }

    /// Where `@relation` stands, or else the field.
    pub(crate) fn span(&self) -> icms_diagnostic::Span {
        self.relation.attribute.map_or(self.field.ast.span, |attribute| attribute.span)
    }
}
