//! A composite type of the schema as a struct.

use std::fmt::Write as _;

use icms_diagnostic::{Diagnostic, Diagnostics};
use icms_model::entity::{EntityComposite, EntityGraph, FieldType, Member};

use crate::codes;
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

/// The fields of the struct with their types.
pub fn types(of: &EntityComposite, context: &Context<'_>) -> Vec<(String, String)> {
    let members = members(of, context.input.graph, context.scope);
    members.into_iter().map(|(member, rust)| (name::field(&member.name), rust.full())).collect()
}

/// The struct.
pub fn source(of: &EntityComposite, context: &Context<'_>) -> String {
    let name = name::structure(&of.name);
    let text = or_else(of.docs.as_deref(), || format!("A value of {}.", code(&of.database.to_string())));
    let mut out = docs(&text, 0);
    let _ = write!(out, "{}\npub struct {name} {{\n", context.derive("Debug, Clone, PartialEq"));
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
    members(of, graph, &Scope::default()).iter().all(|(member, rust)| can_be_read(member, rust))
}

fn can_be_read(member: &Member, rust: &RustType) -> bool {
    member.field_type != FieldType::Unsupported && !matches!(rust.codec, Codec::Through(_))
}

/// What a client leaves out, one warning each: composite types that cannot be read, with the fields that have one.
#[must_use]
pub fn left_out(graph: &EntityGraph) -> Diagnostics {
    let readable = readable(graph);
    let is_left_out = |at: usize| readable.composites.get(at).is_some_and(|of| !is_shown(of));
    let mut found = Diagnostics::default();
    for (_, of) in graph.composites.iter().enumerate().filter(|(at, _)| is_left_out(*at)) {
        let members = members(of, graph, &Scope::default());
        let culprit = members.iter().find(|(member, rust)| match member.field_type {
            FieldType::Composite(at) => is_left_out(at),
            FieldType::Scalar(_)
            | FieldType::Enum(_)
            | FieldType::Domain(_)
            | FieldType::Native
            | FieldType::Unsupported => !can_be_read(member, rust),
        });
        found.extend(culprit.map(|(member, _)| warning(of, member)));
    }
    found
}

fn warning(of: &EntityComposite, member: &Member) -> Diagnostic {
    let message = format!(
        "the client leaves out the type {} and every field that has it: its member {} is a {}, which cannot be read inside of another value",
        of.name, member.name, member.data_type
    );
    Diagnostic::warning(codes::LEFT_OUT, message)
        .help("give the member another type, or read the fields with a query of your own that casts them")
}

/// Whether a client shows it.
pub const fn is_shown(of: &EntityComposite) -> bool {
    !of.members.is_empty()
}
