//! An enum of the schema as an enum of Rust.

use std::fmt::Write as _;

use icms_model::entity::EntityEnum;

use crate::input::{Options, UnknownValues};
use crate::layout::{docs, literal};
use crate::name;

/// The enum with its labels.
pub fn source(of: &EntityEnum, options: Options) -> String {
    let name = name::structure(&of.name);
    let text =
        of.docs.as_deref().map_or_else(|| format!("Values of `{}`.", of.database), ToString::to_string);
    let mut out = docs(&text, 0);
    let copy = if options.unknown_values == UnknownValues::Keep { "" } else { "Copy, " };
    let _ = write!(out, "#[derive(Debug, Clone, {copy}PartialEq, Eq, Hash)]\npub enum {name} {{\n");
    let mut labels = String::new();
    for (value, label) in &of.values {
        let variant = name::variant(value);
        let _ = write!(out, "    /// `{value}`\n    {variant},\n");
        let _ = writeln!(labels, "    {variant} => {},", literal(label.as_str()));
    }
    let end = if options.unknown_values == UnknownValues::Keep {
        out.push_str("    /// A value that the schema does not list.\n    Other(String),\n");
        "    ; Other\n"
    } else {
        ""
    };
    let (namespace, database) = (literal(of.database.namespace.as_str()), literal(of.database.name.as_str()));
    let _ = write!(
        out,
        "}}\n\nicms_client::enumeration!({name}, {namespace}, {database}, {{\n{labels}{end}}});\n"
    );
    out
}
