//! `UserPatch`: what of a row changes.

use icms_model::entity::{ClientDefault, DatabaseDefault, Entity, FieldArity};

use crate::create::made;
use crate::entity::{ShownField, field_docs};
use crate::layout::{call, docs};
use crate::name;

/// The struct; an entity without key cannot be changed by it.
#[must_use]
pub fn source(entity: &Entity, fields: &[ShownField<'_>]) -> String {
    if entity.id.is_empty() {
        return String::new();
    }
    let model = name::structure(&entity.name);
    let mut out =
        docs(&format!("Changes of a row of `{}`. `None` leaves a field as it is.", entity.table), 0);
    out.push_str("#[derive(Debug, Clone, Default, PartialEq)]\n");
    let changed: Vec<&ShownField<'_>> = fields.iter().filter(|f| can_change(f)).collect();
    if changed.is_empty() {
        out.push_str(&format!("pub struct {model}Patch {{}}\n"));
        return out;
    }
    out.push_str(&format!("pub struct {model}Patch {{\n"));
    for f in changed {
        out.push_str(&field_docs(f.field));
        out.push_str(&format!("    pub {}: Option<{}>,\n", name::field(&f.field.name), f.rust.full()));
    }
    out.push_str("}\n");
    out
}

fn can_change(f: &ShownField<'_>) -> bool {
    f.field.database_default != DatabaseDefault::Always
        && f.field.client_default != Some(ClientDefault::UpdatedAt)
}

/// The lines that apply a patch to `update`, one binding each.
#[must_use]
pub fn applied(fields: &[ShownField<'_>]) -> String {
    let mut lines = Vec::new();
    for f in fields.iter().filter(|f| f.field.database_default != DatabaseDefault::Always) {
        let column = name::constant(&f.field.name);
        let call = if f.field.client_default == Some(ClientDefault::UpdatedAt) {
            let now = made(ClientDefault::UpdatedAt, &f.rust.value);
            let now = if f.rust.arity == FieldArity::Optional { format!("Some({now})") } else { now };
            call("update.set", &[column, now], 17)
        } else {
            call("update.set_if", &[column, format!("patch.{}", name::field(&f.field.name))], 17)
        };
        lines.push(format!("let update = {call};"));
    }
    lines.join("\n")
}
