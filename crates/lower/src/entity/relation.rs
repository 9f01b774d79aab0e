//! Relations as a client sees them.

use icms_model::entity::{Cardinality, Relation as EntityRelation, RelationEnd};
use icms_sql::Name;

use super::field::arity;
use crate::index::column_names;
use crate::model::Model;
use crate::relation::{Relation, Shape, Side};

/// The edge of a relation; none while its columns are unknown.
pub(super) fn edge(models: &[Model], relation: &Relation) -> Option<EntityRelation> {
    let (from, to) = (relation.from.side(models)?, relation.to.side(models)?);
    let columns = || columns(&from, &to, relation);
    let cardinality = match relation.shape {
        Shape::OneToOne => Cardinality::OneToOne { columns: columns()? },
        Shape::ManyToOne => Cardinality::ManyToOne { columns: columns()? },
        Shape::ManyToMany => Cardinality::ManyToMany { table: relation.join_table(models)? },
    };
    Some(EntityRelation {
        name: relation.name.map(Into::into),
        from: Some(end(&from)),
        to: Some(end(&to)),
        cardinality,
    })
}

fn columns(from: &Side, to: &Side, relation: &Relation) -> Option<Vec<(Name, Name)>> {
    let own = column_names(from.model, &relation.fields);
    let other = column_names(to.model, &relation.references);
    (own.len() == other.len() && !own.is_empty()).then(|| own.into_iter().zip(other).collect())
}

fn end(side: &Side) -> RelationEnd {
    RelationEnd {
        field: side.field.name().into(),
        arity: arity(side.field.ast.arity),
        docs: side.field.ast.docs.as_deref().map(Into::into),
        visibility: side.field.visibility,
    }
}
