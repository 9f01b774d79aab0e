//! `UserPatch`: what of a row changes.

use std::fmt::Write as _;

use icms_model::entity::{DatabaseDefault, FieldArity, FieldRole};

use crate::docs::{code, docs};
use crate::layout::{function, indented};
use crate::new::updated;
use crate::row::{field_docs, is_updated_at};
use crate::shown::{Context, Shown, ShownField};

/// The struct with its functions.
pub fn source(context: &Context<'_>, shown: &Shown<'_>) -> String {
    let patch = shown.patch_type();
    let changed: Vec<&ShownField<'_>> = shown.fields.iter().filter(|f| can_change(f)).collect();
    let table = code(&shown.entity.table.to_string());
    let mut out = docs(&format!("Changes of a row of {table}. `None` leaves a field as it is."), 0);
    let _ = writeln!(out, "{}", context.derive("Debug, Clone, Default"));
    if changed.is_empty() {
        let _ = writeln!(out, "pub struct {patch} {{}}");
    } else {
        let _ = writeln!(out, "pub struct {patch} {{");
        for f in &changed {
            out.push_str(&field_docs(f));
            out.push_str(&context.page.member(&f.ident(), &f.rust.optional(&f.rust.full())));
        }
        out.push_str("}\n");
    }
    let setters: Vec<String> = changed.iter().map(|f| setter(context, f)).collect();
    if !setters.is_empty() {
        let _ = write!(out, "\nimpl {patch} {{\n{}\n}}\n", indented(setters.join("\n").trim_end(), 4));
    }
    format!("{out}\n{}", changes(context, shown, &shown.structure()))
}

/// A version grows by itself.
pub fn can_change(f: &ShownField<'_>) -> bool {
    !f.is_made() && f.field.role != FieldRole::Version
}

fn setter(context: &Context<'_>, f: &ShownField<'_>) -> String {
    let (ident, full) = (f.ident(), f.rust.full());
    let (parameter, value) = match f.rust.arity {
        FieldArity::Required if f.rust.is_text() => {
            (format!("value: {}<{full}>", context.spell("impl Into")), "value.into()")
        }
        FieldArity::Optional => {
            (format!("value: {}<{full}>", context.spell("impl IntoValue")), "value.into_value()")
        }
        FieldArity::Required | FieldArity::List => (format!("value: {full}"), "value"),
    };
    let head = format!("fn {}", f.setter());
    let signature = context.page.signature(&head, &["mut self".to_owned(), parameter], "Self", 4);
    let docs = format!("/// {} becomes this.\n#[must_use]\n", code(f.field.column.as_str()));
    function(&docs, &signature, &format!("self.{ident} = Some({value});\nself"))
}

fn changes(context: &Context<'_>, shown: &Shown<'_>, model: &str) -> String {
    let call = |method: &str, arguments: &[String]| {
        format!("{};", context.page.call(&format!("changes.{method}"), arguments, 8))
    };
    let lines: Vec<String> = settable(shown)
        .filter(|f| can_change(f) && !is_updated_at(f))
        .map(|f| call("set_if", &[f.constant(), format!("self.{}", f.ident())]))
        .collect();
    let [trait_name, changed] = ["Changes", "Changed"].map(|name| context.spell(name));
    let head = context.page.implementation(&format!("{trait_name}<{model}>"), &shown.patch_type());
    let head = format!("{head}\n");
    if lines.is_empty() {
        return format!(
            "{head}    #[inline]\n    fn write(self, _changes: &mut {changed}<{model}>) {{}}\n}}\n"
        );
    }
    format!(
        "{head}    #[inline]\n    fn write(self, changes: &mut {changed}<{model}>) {{\n{}\n    }}\n}}\n",
        indented(&lines.join("\n"), 8)
    )
}

/// What the database does not compute by itself.
fn settable<'s, 'g>(shown: &'s Shown<'g>) -> impl Iterator<Item = &'s ShownField<'g>> {
    shown.fields.iter().filter(|f| f.field.database_default != DatabaseDefault::Always)
}

/// What changes whenever something else of a row does, as a function of `impl Model`.
pub fn touch(context: &Context<'_>, shown: &Shown<'_>) -> String {
    if !shown.is_table() {
        return String::new();
    }
    let is_key =
        |f: &ShownField<'_>| shown.parts(&shown.entity.id).is_some_and(|id| id.iter().any(|k| k.at == f.at));
    let line = |f: &ShownField<'_>| {
        let (method, arguments) = if is_updated_at(f) {
            ("touch", vec![f.constant(), updated(f)])
        } else if f.field.role == FieldRole::Version && !is_key(f) {
            ("count", vec![f.constant()])
        } else {
            return None;
        };
        Some(format!("        {};\n", context.page.call(&format!("changes.{method}"), &arguments, 8)))
    };
    let lines: String = settable(shown).filter_map(line).collect();
    if lines.is_empty() {
        return lines;
    }
    let changed = context.spell("Changed");
    format!("\n    #[inline]\n    fn touch(changes: &mut {changed}<Self>) {{\n{lines}    }}\n")
}
