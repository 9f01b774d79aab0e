//! A domain of the schema as a newtype.

use std::fmt::Write as _;

use icms_model::Array;
use icms_model::entity::{EntityDomain, FieldArity, FieldType};

use crate::docs::{code, docs, or_else};
use crate::name;
use crate::rust_type::{self, Copy};
use crate::shown::Context;

/// Whether its values are lists.
pub fn is_list(of: &EntityDomain) -> bool {
    let plain = !matches!(of.base, FieldType::Domain(_));
    plain && of.data_type.array == Array::Yes
}

/// Whether a client shows it.
pub fn is_shown(of: &EntityDomain) -> bool {
    of.base != FieldType::Unsupported
}

/// What its values have for the server: the type below all domains.
pub fn bottom(of: &EntityDomain, context: &Context<'_>) -> rust_type::RustType {
    match of.base {
        FieldType::Domain(at) => {
            let below = context.input.graph.domains.get(at).filter(|below| below.database != of.database);
            below.map_or_else(|| inner(of, context), |below| bottom(below, context))
        }
        FieldType::Scalar(_)
        | FieldType::Enum(_)
        | FieldType::Composite(_)
        | FieldType::Native
        | FieldType::Unsupported => inner(of, context),
    }
}

/// The type in it.
fn inner(of: &EntityDomain, context: &Context<'_>) -> rust_type::RustType {
    let arity = if is_list(of) { FieldArity::List } else { FieldArity::Required };
    rust_type::of(&of.base, &of.data_type, arity, context.input.graph, context.scope)
}

/// The newtype.
pub fn source(of: &EntityDomain, context: &Context<'_>) -> String {
    let (name, inner) = (name::structure(&of.name), inner(of, context));
    let text = or_else(of.docs.as_deref(), || format!("A value of {}.", code(&of.database.to_string())));
    let is_plain = inner.arity == FieldArity::Required && !matches!(of.base, FieldType::Enum(_));
    let copy = if inner.copy == Copy::Yes && is_plain { "Copy, " } else { "" };
    let full = inner.full();
    let mut out = docs(&text, 0);
    let _ = write!(
        out,
        "{}\npub struct {name}(pub {full});\n\nicms_client::domain!({name}, {full});\n",
        context.derive(&format!("Debug, Clone, {copy}PartialEq"))
    );
    out
}
