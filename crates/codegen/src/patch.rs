//! `UserPatch`: what of a row changes.

use std::fmt::Write as _;

use icms_model::entity::{DatabaseDefault, FieldArity, FieldRole};

use crate::layout::{docs, function, indented};
use crate::new::updated;
use crate::row::{field_docs, is_updated_at};
use crate::rust_type::Copy;
use crate::shown::{Context, Shown, ShownField};

/// The struct with its functions.
pub fn source(context: &Context<'_>, shown: &Shown<'_>) -> String {
    let model = shown.structure();
    let changed: Vec<&ShownField<'_>> = shown.fields.iter().filter(|f| can_change(f)).collect();
    let mut out =
        docs(&format!("Changes of a row of `{}`. `None` leaves a field as it is.", shown.entity.table), 0);
    out.push_str("#[derive(Debug, Clone, Default, PartialEq)]\n");
    if changed.is_empty() {
        let _ = writeln!(out, "pub struct {model}Patch {{}}");
    } else {
        let _ = writeln!(out, "pub struct {model}Patch {{");
        for f in &changed {
            let _ = writeln!(out, "{}    pub {}: Option<{}>,", field_docs(f), f.ident(), f.rust.full());
        }
        out.push_str("}\n");
    }
    let setters: Vec<String> = changed.iter().map(|f| setter(context, f)).collect();
    if !setters.is_empty() {
        let _ = write!(out, "\nimpl {model}Patch {{\n{}\n}}\n", indented(setters.join("\n").trim_end(), 4));
    }
    format!("{out}\n{}", changes(context, shown, &model))
}

/// A version grows by itself.
fn can_change(f: &ShownField<'_>) -> bool {
    !f.is_made() && f.field.role != FieldRole::Version
}

fn setter(context: &Context<'_>, f: &ShownField<'_>) -> String {
    let (ident, full) = (f.ident(), f.rust.full());
    let (parameter, value) = match (f.rust.arity, f.rust.value.as_str()) {
        (FieldArity::Required, "String") => ("value: impl Into<String>".to_owned(), "value.into()"),
        (FieldArity::Optional, _) => (format!("value: impl Into<{full}>"), "value.into()"),
        (FieldArity::Required | FieldArity::List, _) => (format!("value: {full}"), "value"),
    };
    let constant = f.rust.copy == Copy::Yes && f.rust.arity == FieldArity::Required;
    let head = format!("{}fn {ident}", if constant { "const " } else { "" });
    let signature = context.page.signature(&head, &["mut self".to_owned(), parameter], "Self", 4);
    let docs = format!("/// `{}` becomes this.\n#[must_use]\n", f.field.column);
    function(&docs, &signature, &format!("self.{ident} = Some({value});\nself"))
}

fn changes(context: &Context<'_>, shown: &Shown<'_>, model: &str) -> String {
    let settable = shown.fields.iter().filter(|f| f.field.database_default != DatabaseDefault::Always);
    let call = |method: &str, arguments: &[String]| {
        format!("{};", context.page.call(&format!("changes.{method}"), arguments, 8))
    };
    let (touched, set): (Vec<_>, Vec<_>) = settable.partition(|f| is_updated_at(f));
    let mut lines: Vec<String> = set
        .into_iter()
        .filter(|f| can_change(f))
        .map(|f| call("set_if", &[f.constant(), format!("self.{}", f.ident())]))
        .collect();
    // Last: what else changes decides whether it does.
    lines.extend(touched.into_iter().map(|f| call("touch", &[f.constant(), updated(f)])));
    let head = format!("impl Changes<{model}> for {model}Patch {{\n");
    if lines.is_empty() {
        return format!("{head}    fn write(self, _changes: &mut Changed<{model}>) {{}}\n}}\n");
    }
    format!(
        "{head}    fn write(self, changes: &mut Changed<{model}>) {{\n{}\n    }}\n}}\n",
        indented(&lines.join("\n"), 8)
    )
}
