//! An enum of the schema as an enum of Rust.

use std::fmt::Write as _;

use icms_model::entity::EntityEnum;

use crate::docs::{self, code, docs};
use crate::input::UnknownValues;
use crate::layout::literal;
use crate::name;
use crate::shown::Context;

/// The enum with its labels.
pub fn source(of: &EntityEnum, context: &Context<'_>, client: &str) -> String {
    let options = context.options();
    let name = context.scope.enumeration(&of.name);
    let text = docs::or_else(of.docs.as_deref(), || format!("Values of {}.", code(&of.database.to_string())));
    let mut out = docs(&text, 0);
    let copy = if options.unknown_values == UnknownValues::Keep { "" } else { "Copy, " };
    let derive = context.derive(&format!("Debug, Clone, {copy}PartialEq, Eq, Hash"));
    let _ = write!(out, "{derive}\npub enum {name} {{\n");
    let mut labels = String::new();
    for (value, label) in &of.values {
        let variant = name::variant(value);
        let _ = write!(out, "    /// {}\n    {variant},\n", code(value));
        let _ = writeln!(labels, "    {variant} => {},", literal(label.as_str()));
    }
    let end = if options.unknown_values == UnknownValues::Keep {
        let other = other(of);
        let text = context.spell("String");
        let _ = write!(out, "    /// A value that the schema does not list.\n    {other}({text}),\n");
        format!("    ; {other}\n")
    } else {
        String::new()
    };
    let (namespace, database) = (literal(of.database.namespace.as_str()), literal(of.database.name.as_str()));
    let _ =
        write!(out, "}}\n\n{client}::enumeration!({name}, {namespace}, {database}, {{\n{labels}{end}}});\n");
    out
}

/// What the variant for other values is called: `Other`, unless a value of the schema is.
fn other(of: &EntityEnum) -> String {
    let mut other = String::from("Other");
    while of.values.iter().any(|(value, _)| name::variant(value) == other) {
        other.push_str("Value");
    }
    other
}
