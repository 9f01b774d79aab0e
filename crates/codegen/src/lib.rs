//! A schema's model graph → the source of a Rust client, formatted and deterministic.
//!
//! Input: the [`EntityGraph`] that `lower` gave. Output: file names with their texts, `mod.rs` first. Invariants: the
//! same graph gives the same bytes; the text is a fixed point of rustfmt's defaults and clean under clippy; two
//! names that fold into one are an error that names both, never a silent suffix.
//!
//! ```
//! use icms_codegen::client;
//! use icms_model::entity::EntityGraph;
//! let files = client(&EntityGraph::default()).unwrap();
//! assert_eq!(files[0].0, "mod.rs");
//! ```

mod collision;
mod create;
mod entity;
mod enumeration;
mod field_type;
mod key;
mod layout;
mod model_impl;
mod module;
mod name;
mod patch;
mod relation;

use icms_diagnostic::Diagnostics;
use icms_model::entity::EntityGraph;

/// The files of a client: name and text.
///
/// # Errors
/// Names that fold into one (E6001), relations that are called like a function of the module (E6002).
pub fn client(graph: &EntityGraph) -> Result<Vec<(String, String)>, Diagnostics> {
    let found = collision::find(graph);
    if found.has_errors() {
        return Err(found);
    }
    let shown = graph.graph.node_indices().filter(|&id| entity::is_shown(&graph.graph[id]));
    let mut files = vec![("mod.rs".to_owned(), module::source(graph))];
    files.extend(
        shown.map(|id| (format!("{}.rs", name::module(&graph.graph[id].name)), entity::source(graph, id))),
    );
    Ok(files)
}
