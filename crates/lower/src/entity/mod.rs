//! The graph of entities: what a client is made from.

mod field;
mod relation;

use icms_model::entity::{Entity, EntityGraph, EntityId, EntityKind, UniqueKey};

pub(crate) use field::{arity, field_type};

use crate::context::Context;
use crate::declared::BlockKind;
use crate::enumeration;
use crate::key::{Key, KeyKind};
use crate::model::Model;
use crate::relation::Relation;
use crate::user_type;

/// Every model and view, and how they belong together.
pub(crate) fn lower(context: &Context, models: &[Model], relations: &[Relation]) -> EntityGraph {
    let mut graph = EntityGraph {
        enums: enumeration::entities(context),
        domains: user_type::domains(context),
        composites: user_type::composites(context),
        ..EntityGraph::default()
    };
    let ids: Vec<EntityId> =
        models.iter().map(|model| graph.graph.add_node(entity(context, model))).collect();
    for relation in relations {
        let ends = (ids.get(relation.from.model), ids.get(relation.to.model));
        if let (Some(from), Some(to), Some(edge)) = (ends.0, ends.1, relation::edge(models, relation)) {
            graph.graph.add_edge(*from, *to, edge);
        }
    }
    graph
}

fn fields(context: &Context, model: &Model) -> Vec<icms_model::entity::Field> {
    let mut fields = Vec::with_capacity(model.fields.len());
    fields.extend(model.fields.iter().filter_map(|f| field::field(context, f)));
    fields
}

fn entity(context: &Context, model: &Model) -> Entity {
    let positions = field::positions(model);
    let of = |key: &Key| -> Option<Vec<usize>> {
        key.fields()?.iter().map(|at| positions.get(*at).copied().flatten()).collect()
    };
    let uniques = model.keys.iter().filter(|key| key.kind == KeyKind::Unique && key.is_strict());
    Entity {
        name: model.name().into(),
        table: model.table.clone(),
        kind: match model.kind {
            BlockKind::Table => EntityKind::Table,
            BlockKind::View => EntityKind::View,
            BlockKind::MaterializedView => EntityKind::MaterializedView,
        },
        fields: fields(context, model),
        id: model.id().and_then(of).unwrap_or_default(),
        uniques: uniques
            .filter_map(|key| {
                let name = key.client_name.map(Into::into);
                Some(UniqueKey { name, constraint: key.name.clone(), fields: of(key)? })
            })
            .collect(),
        docs: model.block.docs.as_deref().map(Into::into),
        visibility: model.visibility,
    }
}
