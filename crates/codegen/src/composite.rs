//! A composite type of the schema as a struct.

use std::fmt::Write as _;

use icms_model::entity::{EntityComposite, EntityGraph, FieldType, Member};

use crate::docs::{code, docs, or_else};
use crate::layout::literal;
use crate::name;
use crate::rust_type::{self, Codec, RustType};
use crate::scope::Scope;
use crate::shown::Context;

/// The members with their types.
fn members<'g>(of: &'g EntityComposite, graph: &EntityGraph, scope: &Scope) -> Vec<(&'g Member, RustType)> {
    of.members
        .iter()
        .map(|m| (m, rust_type::of(&m.field_type, &m.data_type, m.arity, graph, scope)))
        .collect()
}

/// The struct.
pub fn source(of: &EntityComposite, context: &Context<'_>) -> String {
    let name = name::structure(&of.name);
    let text = or_else(of.docs.as_deref(), || format!("A value of {}.", code(&of.database.to_string())));
    let mut out = docs(&text, 0);
    let _ = write!(out, "#[derive(Debug, Clone, PartialEq)]\npub struct {name} {{\n");
    let mut lines = String::new();
    for (member, rust) in members(of, context.input.graph, context.scope) {
        let (ident, full, column) = (name::field(&member.name), rust.full(), literal(member.column.as_str()));
        let text = or_else(member.docs.as_deref(), || code(member.column.as_str()));
        let _ = writeln!(out, "{}    pub {ident}: {full},", docs(&text, 4));
        let _ = writeln!(lines, "    {ident}: {full} => {column},");
    }
    let database = literal(of.database.name.as_str());
    let _ = write!(out, "}}\n\nicms_client::composite!({name}, {database}, {{\n{lines}}});\n");
    out
}

/// The graph without composite types that cannot be read: inside of them nothing can be cast. Fields of such a type are
/// left out, as those of types that nothing is known of are.
pub fn readable(graph: &EntityGraph) -> EntityGraph {
    let mut graph = graph.clone();
    // Each round finds those that hold one of the round before.
    while let Some(at) = graph.composites.iter().position(|of| !is_readable(of, &graph)) {
        graph.composites[at].members.clear();
        let members = graph.composites.iter_mut().flat_map(|of| &mut of.members).map(|m| &mut m.field_type);
        // What holds it cannot be written as a whole either.
        members.filter(|of| **of == FieldType::Composite(at)).for_each(|of| *of = FieldType::Unsupported);
        let fields = graph.graph.node_weights_mut().flat_map(|entity| &mut entity.fields);
        let types = fields.map(|field| &mut field.field_type);
        types.filter(|of| **of == FieldType::Composite(at)).for_each(|of| *of = FieldType::Unsupported);
    }
    graph
}

fn is_readable(of: &EntityComposite, graph: &EntityGraph) -> bool {
    let known = of.members.iter().all(|member| member.field_type != FieldType::Unsupported);
    known
        && members(of, graph, &Scope::default())
            .iter()
            .all(|(_, rust)| !matches!(rust.codec, Codec::Through(_)))
}

/// Whether a client shows it.
pub const fn is_shown(of: &EntityComposite) -> bool {
    !of.members.is_empty()
}
