//! `NewUser` and `create`: what a new row needs.

use icms_model::entity::{ClientDefault, DatabaseDefault, Entity, FieldArity};

use crate::entity::{ShownField, field_docs};
use crate::layout::{docs, function, signature};
use crate::name;

/// The struct and the function.
#[must_use]
pub fn source(entity: &Entity, fields: &[ShownField<'_>]) -> String {
    let model = name::structure(&entity.name);
    let given: Vec<&ShownField<'_>> = fields.iter().filter(|f| can_be_given(f)).collect();
    let mut out = docs(
        &format!("A new row of `{}`. `None` leaves a value to its default, or to NULL.", entity.table),
        0,
    );
    let derive = if given.iter().all(|f| is_optional(f)) { ", Default" } else { "" };
    out.push_str(&format!("#[derive(Debug, Clone, PartialEq{derive})]\n"));
    if given.is_empty() {
        out.push_str(&format!("pub struct New{model} {{}}\n"));
    } else {
        out.push_str(&format!("pub struct New{model} {{\n"));
        for f in &given {
            out.push_str(&field_docs(f.field));
            out.push_str(&format!("    pub {}: {},\n", name::field(&f.field.name), given_type(f)));
        }
        out.push_str("}\n");
    }
    let parameter = if given.is_empty() { format!("_: New{model}") } else { format!("new: New{model}") };
    let insert = function(
        "/// Adds a row; it comes back as the database made it.\n",
        &signature("create", &[parameter], &format!("Insert<{model}>"), 0),
        &body(fields),
    );
    format!("{out}\n{insert}")
}

/// Whether an INSERT can name the column.
fn can_be_given(f: &ShownField<'_>) -> bool {
    f.field.database_default != DatabaseDefault::Always
        && f.field.client_default != Some(ClientDefault::UpdatedAt)
}

/// Whether a new row may leave the field out.
fn is_optional(f: &ShownField<'_>) -> bool {
    f.field.client_default.is_some()
        || f.field.database_default == DatabaseDefault::Filled
        || f.rust.arity != FieldArity::Required
}

fn given_type(f: &ShownField<'_>) -> String {
    match (is_optional(f), f.rust.arity) {
        (true, FieldArity::Required | FieldArity::List) => {
            let inner = if f.rust.arity == FieldArity::List { f.rust.full() } else { f.rust.value.clone() };
            format!("Option<{inner}>")
        }
        (true, FieldArity::Optional) | (false, _) => f.rust.full(),
    }
}

fn body(fields: &[ShownField<'_>]) -> String {
    let mut lines = vec!["let row = Insert::new();".to_owned()];
    for f in fields.iter().filter(|f| f.field.database_default != DatabaseDefault::Always) {
        lines.push(line(f));
    }
    crate::layout::last_as_result(&lines, "let row = ")
}

fn line(f: &ShownField<'_>) -> String {
    let (column, field) = (name::constant(&f.field.name), name::field(&f.field.name));
    let made = f.field.client_default.map(|default| made(default, &f.rust.value));
    let call = match (made, f.rust.arity, is_optional(f)) {
        (Some(made), _, _) if f.field.client_default == Some(ClientDefault::UpdatedAt) => {
            let made = if f.rust.arity == FieldArity::Optional { format!("Some({made})") } else { made };
            set("set", &column, &made)
        }
        (Some(made), FieldArity::Required, _) => {
            let value = if made.ends_with("()") && !made.contains(").") {
                format!("new.{field}.unwrap_or_else({})", made.trim_end_matches("()"))
            } else {
                format!("new.{field}.unwrap_or_else(|| {made})")
            };
            set("set", &column, &value)
        }
        (_, FieldArity::Optional, true) => {
            // A nullable column without a value gets its default, like any other.
            set("set_if", &column, &format!("new.{field}.map(Some)"))
        }
        (_, _, true) => set("set_if", &column, &format!("new.{field}")),
        (_, _, false) => set("set", &column, &format!("new.{field}")),
    };
    format!("let row = {call};")
}

fn set(method: &str, column: &str, value: &str) -> String {
    crate::layout::call(&format!("row.{method}"), &[column.to_owned(), value.to_owned()], 14)
}

/// What makes up a value of this type.
pub fn made(default: ClientDefault, value: &str) -> String {
    let text = value == "String";
    let uuid = |function: &str| {
        if text {
            format!("icms_client::{function}().to_string()")
        } else {
            format!("icms_client::{function}()")
        }
    };
    match default {
        ClientDefault::UuidV4 => uuid("uuid_v4"),
        ClientDefault::UuidV7 => uuid("uuid_v7"),
        ClientDefault::Cuid | ClientDefault::Cuid2 => "icms_client::cuid()".to_owned(),
        ClientDefault::Ulid => "icms_client::ulid()".to_owned(),
        ClientDefault::Nanoid(length) => format!("icms_client::nanoid({length})"),
        ClientDefault::UpdatedAt => match value {
            "NaiveDateTime" => "icms_client::now().naive_utc()".to_owned(),
            "NaiveDate" => "icms_client::now().date_naive()".to_owned(),
            "NaiveTime" => "icms_client::now().time()".to_owned(),
            _ => "icms_client::now()".to_owned(),
        },
    }
}
