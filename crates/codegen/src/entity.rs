//! The module of one model.

use std::collections::BTreeSet;

use crate::docs::code;
use crate::module::{HEADER, Place};
use crate::shown::{Context, Shown};
use crate::{constraint, key, new, patch, relation, renamed, row};

/// The text of the module, without the braces around an inline one.
pub fn source(context: &Context<'_>, shown: &Shown<'_>, place: Place) -> String {
    let mut parts = vec![
        row::id(context, shown),
        row::structure(context, shown),
        row::model(context, shown),
        row::constants(context, shown),
        renamed::constants(context, shown),
        relation::constants(context, shown),
    ];
    if shown.is_table() {
        parts.push(new::source(context, shown));
        parts.push(patch::source(context, shown));
    }
    parts.push(key::functions(context, shown));
    parts.push(constraint::source(context, shown));
    parts.retain(|part| !part.is_empty());
    let body = parts.join("\n");
    let head = match place {
        Place::Files => format!("{HEADER}//!\n"),
        Place::Inline => String::new(),
    };
    format!(
        "{head}//! {}\n\n{}\n{body}",
        code(&shown.entity.table.to_string()),
        imports(context, shown, &body)
    )
}

/// Only what the body names: an unused import would be a warning in somebody's build.
fn imports(context: &Context<'_>, shown: &Shown<'_>, body: &str) -> String {
    let page = context.page;
    let named = body.contains("PhantomData") && !context.scope.takes("PhantomData");
    let standard = if named { "use std::marker::PhantomData;\n\n" } else { "" };
    let outside: Vec<String> =
        context.scope.imports(body).iter().map(|(home, names)| page.import("use", home, names)).collect();
    let siblings = siblings(context, shown);
    let inside = page.import("use", "super", &siblings.iter().map(String::as_str).collect::<Vec<_>>());
    let between = if inside.is_empty() { "" } else { "\n" };
    format!("{standard}{}{between}{inside}", outside.concat())
}

/// Types of other modules that this one names.
fn siblings(context: &Context<'_>, shown: &Shown<'_>) -> BTreeSet<String> {
    let own = [Some(shown.structure()), shown.id_type.clone()];
    let fields = shown.fields.iter().filter_map(|f| f.rust.named());
    let mut names: BTreeSet<String> = fields.map(ToOwned::to_owned).collect();
    names.extend(relation::siblings(context, shown));
    names.retain(|name| !name.contains("::") && own.iter().flatten().all(|own| own != name));
    names
}
