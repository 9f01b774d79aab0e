//! The module of one model.

use crate::module::{HEADER, Place};
use crate::shown::{Context, Shown};
use crate::{constraint, key, name, new, patch, relation, row};

/// The text of the module, without the braces around an inline one.
pub fn source(context: &Context<'_>, shown: &Shown<'_>, place: Place) -> String {
    let mut parts = vec![
        row::id(shown),
        row::structure(shown),
        row::model(context, shown),
        row::constants(context, shown),
        relation::constants(context, shown),
    ];
    if shown.is_table() {
        parts.push(new::source(context, shown));
        parts.push(patch::source(context, shown));
    }
    parts.push(key::functions(context, shown));
    parts.push(constraint::source(context, shown));
    parts.retain(|part| !part.is_empty());
    let body = parts.join("\n");
    let head = match place {
        Place::Files => format!("{HEADER}//!\n"),
        Place::Inline => String::new(),
    };
    format!("{head}//! `{}`\n\n{}\n{body}", shown.entity.table, imports(context, shown, &body))
}

/// Names of `icms_client::types`.
pub const TYPES: &[&str] = &[
    "Circle",
    "Date",
    "Decimal",
    "Hstore",
    "Inet",
    "Interval",
    "Json",
    "Line",
    "MacAddr",
    "MacAddr8",
    "Multirange",
    "Path",
    "Point",
    "Polygon",
    "Range",
    "Rectangle",
    "Row",
    "Segment",
    "SparseVector",
    "Time",
    "Timestamp",
    "Timestamptz",
    "Timetz",
    "TsVector",
    "Uuid",
    "Vector",
];

/// Names of `icms_client`, in the order of rustfmt.
pub const CLIENT: &[&str] = &[
    "ByKey",
    "Changed",
    "Changes",
    "Column",
    "Condition",
    "Copy",
    "DeleteMany",
    "DeleteOne",
    "Find",
    "Insert",
    "InsertMany",
    "Link",
    "Many",
    "ManyToMany",
    "Maybe",
    "Model",
    "New",
    "One",
    "Refresh",
    "Relation",
    "Result",
    "Through",
    "UpdateMany",
    "UpdateOne",
    "Upsert",
    "Values",
    "parameter",
];

/// Only what the body names: an unused import would be a warning in somebody's build.
fn imports(context: &Context<'_>, shown: &Shown<'_>, body: &str) -> String {
    let used: std::collections::BTreeSet<&str> = words(body).collect();
    let pick = |names: &[&'static str]| -> Vec<&'static str> {
        names.iter().copied().filter(|n| used.contains(n)).collect()
    };
    let own = shown.structure();
    let graph = context.input.graph;
    let mut siblings: Vec<String> = graph.enums.iter().map(|e| name::structure(&e.name)).collect();
    siblings.extend(graph.domains.iter().map(|of| name::structure(&of.name)));
    siblings.extend(graph.composites.iter().map(|of| name::structure(&of.name)));
    let others = context.all.iter().filter(|other| other.structure() != own);
    siblings.extend(others.flat_map(|other| [Some(other.structure()), other.id_type.clone()]).flatten());
    siblings.retain(|name| used.contains(name.as_str()));
    siblings.sort();
    let siblings: Vec<&str> = siblings.iter().map(String::as_str).collect();
    let page = context.page;
    let standard = if used.contains("PhantomData") { "use std::marker::PhantomData;\n\n" } else { "" };
    let outside = format!(
        "{}{}{}",
        page.import("icms_client::schema", &["Table", "TableColumn"]),
        page.import("icms_client::types", &pick(TYPES)),
        page.import("icms_client", &pick(CLIENT))
    );
    let inside = page.import("super", &siblings);
    let between = if inside.is_empty() { "" } else { "\n" };
    format!("{standard}{outside}{between}{inside}")
}

/// Names of `icms_client::types` in a text.
pub fn used_types(text: &str) -> Vec<&'static str> {
    let used: std::collections::BTreeSet<&str> = words(text).collect();
    TYPES.iter().copied().filter(|name| used.contains(name)).collect()
}

fn words(text: &str) -> impl Iterator<Item = &str> {
    text.lines()
        .filter(|line| !line.trim_start().starts_with("///"))
        .flat_map(|line| line.split(|c: char| !c.is_alphanumeric() && c != '_'))
}
