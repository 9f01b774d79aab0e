//! Names that fold into one: an error that names both.

use std::collections::BTreeMap;

use icms_diagnostic::{Code, Diagnostic, Diagnostics};
use icms_model::entity::{Entity, EntityGraph};

use crate::{entity, name, relation};

/// Functions that every module has.
const RESERVED: &[&str] = &["find", "create", "update", "delete"];

/// Every collision of the graph.
#[must_use]
pub fn find(graph: &EntityGraph) -> Diagnostics {
    let mut found = Diagnostics::default();
    let shown: Vec<&Entity> = graph.graph.node_weights().filter(|e| entity::is_shown(e)).collect();
    let types = shown.iter().map(|e| &*e.name).chain(graph.enums.iter().map(|e| &*e.name));
    folded(types, "model or enum", name::structure, &mut found);
    for of in &graph.enums {
        folded(
            of.values.iter().map(|(value, _)| &**value),
            &format!("value of {}", of.name),
            name::variant,
            &mut found,
        );
    }
    for id in graph.graph.node_indices().filter(|&id| entity::is_shown(&graph.graph[id])) {
        let entity = &graph.graph[id];
        let fields = entity::fields(entity, graph);
        folded(
            fields.iter().map(|f| &*f.field.name),
            &format!("field of {}", entity.name),
            name::field,
            &mut found,
        );
        for relation in relation::names(graph, id) {
            if RESERVED.contains(&name::field(&relation).as_str()) {
                let message = format!(
                    "the relation {}.{relation} is called like a function of its module",
                    entity.name
                );
                found.push(
                    Diagnostic::error(Code(6002), message)
                        .help("rename the field: the database does not see it"),
                );
            }
        }
    }
    found
}

fn folded<'n>(
    names: impl Iterator<Item = &'n str>,
    what: &str,
    fold: fn(&str) -> String,
    found: &mut Diagnostics,
) {
    let mut by_fold: BTreeMap<String, &str> = BTreeMap::new();
    for name in names {
        let folded = fold(name);
        if let Some(first) = by_fold.get(&folded) {
            let message = format!("{what}: {first} and {name} are both {folded} in Rust");
            found.push(
                Diagnostic::error(Code(6001), message)
                    .help("rename one of them and keep its column with @map"),
            );
        }
        by_fold.insert(folded, name);
    }
}
