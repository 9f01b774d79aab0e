//! The file of one model.

use icms_model::entity::{Entity, EntityGraph, EntityId, EntityKind, Field, FieldType, Visibility};

use crate::field_type::{RustType, rust_type};
use crate::layout::{assignment, docs, import, literal};
use crate::module::HEADER;
use crate::{create, key, model_impl, name, patch, relation};

/// A field that the client shows, with its Rust type.
pub struct ShownField<'g> {
    /// The field.
    pub field: &'g Field,
    /// Its place among all fields of the entity.
    pub at: usize,
    /// Its Rust type.
    pub rust: RustType,
}

/// Whether a client shows an entity.
#[must_use]
pub fn is_shown(entity: &Entity) -> bool {
    entity.visibility == Visibility::Shown && entity.fields.iter().any(is_field_shown)
}

fn is_field_shown(field: &Field) -> bool {
    field.visibility == Visibility::Shown && field.field_type != FieldType::Unsupported
}

/// The fields that a client shows.
#[must_use]
pub fn fields<'g>(entity: &'g Entity, graph: &EntityGraph) -> Vec<ShownField<'g>> {
    let shown = entity.fields.iter().enumerate().filter(|(_, f)| is_field_shown(f));
    shown.map(|(at, field)| ShownField { field, at, rust: rust_type(field, graph) }).collect()
}

/// The text of the file.
#[must_use]
pub fn source(graph: &EntityGraph, id: EntityId) -> String {
    let entity = &graph.graph[id];
    let fields = fields(entity, graph);
    let mut parts =
        vec![structure(entity, &fields), model_impl::source(entity, &fields), columns(entity, &fields)];
    if entity.kind == EntityKind::Table {
        parts.push(create::source(entity, &fields));
        parts.push(patch::source(entity, &fields));
    }
    parts.push(key::functions(entity, &fields));
    parts.push(relation::functions(graph, id));
    parts.retain(|part| !part.is_empty());
    let body = parts.join("\n");
    let about = format!("{HEADER}//!\n//! `{}`\n\n", entity.table);
    format!("{about}{}\n{body}", imports(graph, entity, &body))
}

fn structure(entity: &Entity, fields: &[ShownField<'_>]) -> String {
    let text =
        entity.docs.as_deref().map_or_else(|| format!("A row of `{}`.", entity.table), ToString::to_string);
    let mut out = docs(&text, 0);
    out.push_str("#[derive(Debug, Clone, PartialEq)]\n");
    out.push_str(&format!("pub struct {} {{\n", name::structure(&entity.name)));
    for shown in fields {
        out.push_str(&field_docs(shown.field));
        out.push_str(&format!("    pub {}: {},\n", name::field(&shown.field.name), shown.rust.full()));
    }
    out.push_str("}\n");
    out
}

/// What a field is: its own words, or its column.
#[must_use]
pub fn field_docs(field: &Field) -> String {
    let text = field.docs.as_deref().map_or_else(|| format!("`{}`", field.column), ToString::to_string);
    docs(&text, 4)
}

fn columns(entity: &Entity, fields: &[ShownField<'_>]) -> String {
    let model = name::structure(&entity.name);
    let one = |shown: &ShownField<'_>| {
        let column = literal(&quoted(shown.field.column.as_str()));
        let left = format!(
            "pub const {}: Column<{model}, {}>",
            name::constant(&shown.field.name),
            shown.rust.full()
        );
        let right = match &shown.rust.through_text {
            None => format!("Column::new({column})"),
            Some(cast) => format!("Column::through_text({column}, {})", literal(cast)),
        };
        format!("/// `{}`\n{}\n", shown.field.column, assignment(&left, &right, 0))
    };
    fields.iter().map(one).collect::<Vec<_>>().join("\n")
}

/// A quoted identifier: in generated SQL every name is.
#[must_use]
pub fn quoted(name: &str) -> String {
    format!("\"{}\"", name.replace('"', "\"\""))
}

/// Only what the body names: an unused import would be a warning in somebody's build.
fn imports(graph: &EntityGraph, entity: &Entity, body: &str) -> String {
    let uses = |word: &str| words(body).any(|w| w == word);
    let pick =
        |names: &[&'static str]| -> Vec<&'static str> { names.iter().copied().filter(|n| uses(n)).collect() };
    let types = pick(&[
        "DateTime",
        "Decimal",
        "Json",
        "NaiveDate",
        "NaiveDateTime",
        "NaiveTime",
        "Row",
        "Utc",
        "Uuid",
    ]);
    let client =
        pick(&["Column", "Condition", "Delete", "Find", "First", "Insert", "Model", "Result", "Update"]);
    let own = name::structure(&entity.name);
    let mut siblings: Vec<String> =
        graph.enums.iter().map(|e| name::structure(&e.name)).filter(|n| uses(n)).collect();
    let others = graph.graph.node_weights().filter(|e| is_shown(e) && name::structure(&e.name) != own);
    siblings.extend(others.flat_map(|e| {
        let (module, structure) = (name::module(&e.name), name::structure(&e.name));
        let module_used = body.contains(&format!("{module}::"));
        [structure].into_iter().filter(|s| uses(s)).chain(module_used.then_some(module)).collect::<Vec<_>>()
    }));
    // The 2024 style lists types before modules, as bytes do.
    siblings.sort();
    siblings.dedup();
    let siblings: Vec<&str> = siblings.iter().map(String::as_str).collect();
    let outside = format!("{}{}", import("icms_client::types", &types), import("icms_client", &client));
    let inside = import("super", &siblings);
    if inside.is_empty() { outside } else { format!("{outside}\n{inside}") }
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("///"))
        .flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_'))
}
