//! What a case means, as text: the schema, renames, and what a client sees.

use std::fmt::Write;

use icms_lower::Lowered;
use icms_model::entity::{Cardinality, ClientDefault, DatabaseDefault, Entity, RelationEnd, Visibility};

/// All of it.
pub fn text(lowered: &Lowered) -> String {
    let mut out = icms_model::dump(&lowered.schema);
    for rename in &lowered.hints.renames {
        writeln!(out, "renamed {} -> {}", rename.before, rename.after).unwrap();
    }
    for external in &lowered.schema.scope.external {
        writeln!(out, "external {external}").unwrap();
    }
    out.push('\n');
    for entity in lowered.entities.graph.node_weights() {
        entity_text(&mut out, entity);
    }
    for edge in lowered.entities.graph.edge_indices() {
        let graph = &lowered.entities.graph;
        let (from, to) = graph.edge_endpoints(edge).unwrap();
        let relation = &graph[edge];
        let columns = match &relation.cardinality {
            Cardinality::OneToOne { columns } => format!("1:1 {columns:?}"),
            Cardinality::ManyToOne { columns } => format!("n:1 {columns:?}"),
            Cardinality::ManyToMany { table } => format!("n:m {table}"),
        };
        let ends = [(&graph[from], &relation.from), (&graph[to], &relation.to)]
            .map(|(entity, end)| format!("{}.{}", entity.name, field(end.as_ref())));
        writeln!(out, "relation {} - {} {columns}", ends[0], ends[1]).unwrap();
    }
    out
}

fn field(end: Option<&RelationEnd>) -> &str {
    end.map_or("?", |end| &*end.field)
}

fn entity_text(out: &mut String, entity: &Entity) {
    let ignored = if entity.visibility == Visibility::Ignored { " ignored" } else { "" };
    let names = |at: &[usize]| at.iter().map(|at| &*entity.fields[*at].name).collect::<Vec<_>>().join(", ");
    writeln!(out, "{:?} {} {} id ({}){ignored}", entity.kind, entity.name, entity.table, names(&entity.id))
        .unwrap();
    for unique in &entity.uniques {
        let name = unique.name.as_deref().unwrap_or("-");
        writeln!(out, "  unique {name} {} ({})", unique.constraint, names(&unique.fields)).unwrap();
    }
    for field in &entity.fields {
        let client = match field.client_default {
            None => String::new(),
            Some(ClientDefault::Nanoid(length)) => format!(" client nanoid({length})"),
            Some(other) => format!(" client {other:?}"),
        };
        let database = match field.database_default {
            DatabaseDefault::None => "",
            DatabaseDefault::Filled => " filled",
            DatabaseDefault::Always => " always",
        };
        let ignored = if field.visibility == Visibility::Ignored { " ignored" } else { "" };
        writeln!(
            out,
            "  {} = {} {:?} {:?}{client}{database}{ignored}",
            field.name, field.column, field.field_type, field.arity
        )
        .unwrap();
    }
}
