//! A domain of the schema as a newtype.

use std::fmt::Write as _;

use icms_model::Array;
use icms_model::entity::{EntityDomain, EntityGraph, FieldArity, FieldType};

use crate::layout::docs;
use crate::name;
use crate::rust_type::{self, Copy};

/// Whether its values are lists.
pub fn is_list(of: &EntityDomain) -> bool {
    let plain = !matches!(of.base, FieldType::Domain(_));
    plain && of.data_type.array == Array::Yes
}

/// Whether a client shows it.
pub fn is_shown(of: &EntityDomain) -> bool {
    of.base != FieldType::Unsupported
}

/// The type in it.
fn inner(of: &EntityDomain, graph: &EntityGraph) -> rust_type::RustType {
    let arity = if is_list(of) { FieldArity::List } else { FieldArity::Required };
    rust_type::of(&of.base, &of.data_type, arity, graph)
}

/// The newtype.
pub fn source(of: &EntityDomain, graph: &EntityGraph) -> String {
    let (name, inner) = (name::structure(&of.name), inner(of, graph));
    let text =
        of.docs.as_deref().map_or_else(|| format!("A value of `{}`.", of.database), ToString::to_string);
    let is_plain = inner.arity == FieldArity::Required && !matches!(of.base, FieldType::Enum(_));
    let copy = if inner.copy == Copy::Yes && is_plain { "Copy, " } else { "" };
    let full = inner.full();
    let mut out = docs(&text, 0);
    let _ = write!(
        out,
        "#[derive(Debug, Clone, {copy}PartialEq)]\npub struct {name}(pub {full});\n\nicms_client::domain!({name}, {full});\n"
    );
    out
}
