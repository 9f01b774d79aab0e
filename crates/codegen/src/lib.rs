//! A schema's model graph → the source of a Rust client, formatted and deterministic.
//!
//! Input: the graph of entities and the [`Schema`](icms_model::Schema) that `lower` gave. Output: file names with their
//! texts, `mod.rs` first; a small schema is one file. Invariants: the same input gives the same bytes; the text is a
//! fixed point of rustfmt's defaults and clean under clippy; every name that a schema can have is accepted, and two that
//! are one in Rust are an error that names both.
//!
//! ```
//! use icms_codegen::{Input, Options, client};
//! use icms_model::{Schema, entity::EntityGraph};
//! let (graph, schema) = (EntityGraph::default(), Schema::default());
//! let input = Input { graph: &graph, schema: &schema, place: &|_| None, queries: &[], options: Options::default() };
//! assert_eq!(client(input).unwrap()[0].0, "mod.rs");
//! ```

pub mod codes;
mod collision;
mod composite;
mod constraint;
mod docs;
mod domain;
mod entity;
mod enumeration;
mod input;
mod items;
mod key;
mod layout;
mod manifest;
mod migrations;
mod module;
mod name;
mod new;
mod patch;
pub mod query;
mod relation;
mod renamed;
mod row;
mod rust_type;
mod scope;
mod shown;

use icms_diagnostic::Diagnostics;

pub use composite::left_out;
pub use input::{Input, Options, TimeCrate, UnknownValues};
pub use items::{Change, ItemChange, item_changes};
pub use manifest::{RUNTIME, Runtime, dependency, is_crate_name, manifest};
pub use migrations::{Listed, Names, migrations};
pub use module::HEADER;

use module::Place;
use shown::Context;

/// Schemas with no more models than this are one file.
const ONE_FILE: usize = 5;

/// The files of a client: name and text.
///
/// # Errors
/// Names that are one in Rust (E6001), queries without types (E6012 to E6014).
pub fn client(input: Input<'_>) -> Result<Vec<(String, String)>, Diagnostics> {
    let graph = composite::readable(input.graph);
    let input = Input { graph: &graph, ..input };
    let scope = shown::scope(input.graph).with_time(input.options.time);
    let all = shown::all(input.graph, input.options, &scope);
    let place = if all.len() <= ONE_FILE { Place::Inline } else { Place::Files };
    let page = if place == Place::Inline { layout::INLINE } else { layout::FILE };
    let context = Context { input, all: &all, page, scope: &scope };
    let found = collision::find(&context);
    if found.has_errors() {
        return Err(found);
    }
    let queries = query::module::all(&context)?;
    collision::queries(&context, &queries)?;
    let queries = (!queries.is_empty()).then(|| query::module::source(&context, &queries, place));
    // What stands in `mod.rs` outside of modules has the whole width.
    let mut files = vec![("mod.rs".to_owned(), module::source(&context, queries.as_deref(), place))];
    if place == Place::Files {
        files.extend(all.iter().map(|shown| (module::file(shown), entity::source(&context, shown, place))));
        files.extend(queries.map(|text| (format!("{}.rs", query::module::NAME), text)));
    }
    Ok(files)
}
