//! `find`, and what is found, changed and removed by key.

use icms_model::entity::{Entity, EntityKind};

use crate::entity::ShownField;
use crate::layout::{chain, function, signature};
use crate::name;

/// Functions by primary key and by every unique key.
#[must_use]
pub fn functions(entity: &Entity, fields: &[ShownField<'_>]) -> String {
    let model = name::structure(&entity.name);
    let mut out = vec![function(
        "/// Rows, all of them until a filter is added.\n",
        &signature("find", &[], &format!("Find<{model}>"), 0),
        "Find::new()",
    )];
    let keys = std::iter::once(&entity.id).chain(entity.uniques.iter().map(|u| &u.fields));
    let mut named = Vec::new();
    for key in keys {
        let Some(parts) = parts(key, fields) else { continue };
        let title = parts.iter().map(|f| name::module(&f.field.name)).collect::<Vec<_>>().join("_and_");
        if named.contains(&title) {
            continue;
        }
        out.push(by(&model, &title, &parts));
        named.push(title);
    }
    if let Some(id) = parts(&entity.id, fields).filter(|_| entity.kind == EntityKind::Table) {
        out.push(update(&model, &id, fields));
        out.push(delete(&model, &id));
    }
    out.join("\n")
}

/// The fields of a key, if the client shows all of them.
fn parts<'f, 'g>(key: &[usize], fields: &'f [ShownField<'g>]) -> Option<Vec<&'f ShownField<'g>>> {
    if key.is_empty() {
        return None;
    }
    key.iter().map(|at| fields.iter().find(|f| f.at == *at)).collect()
}

/// `id: i64`; text is taken as anything that becomes a `String`.
fn parameters(parts: &[&ShownField<'_>]) -> Vec<String> {
    let one = |f: &&ShownField<'_>| {
        let ty = if f.rust.full() == "String" { "impl Into<String>".to_owned() } else { f.rust.full() };
        format!("{}: {ty}", name::field(&f.field.name))
    };
    parts.iter().map(one).collect()
}

/// `ID.eq(id)`, joined by `and`.
fn condition(parts: &[&ShownField<'_>]) -> String {
    let one =
        |f: &&ShownField<'_>| format!("{}.eq({})", name::constant(&f.field.name), name::field(&f.field.name));
    let mut all = parts.iter().map(one);
    let first = all.next().unwrap_or_default();
    all.fold(first, |so_far, next| format!("{so_far}.and({next})"))
}

fn by(model: &str, title: &str, parts: &[&ShownField<'_>]) -> String {
    let names = parts.iter().map(|f| format!("`{}`", f.field.column)).collect::<Vec<_>>().join(", ");
    let body = match parts {
        [_] => {
            chain("Find::new()", &[("filter".into(), vec![condition(parts)]), ("first".into(), vec![])], 4)
        }
        _ => format!("{}\nFind::new().filter(key).first()", bound(parts)),
    };
    function(
        &format!("/// The row with this {names}.\n"),
        &signature(&format!("by_{title}"), &parameters(parts), &format!("First<{model}>"), 0),
        &body,
    )
}

/// `let key = A.eq(a).and(B.eq(b));` in lines short enough for any names.
fn bound(parts: &[&ShownField<'_>]) -> String {
    let mut lines = Vec::new();
    for (at, part) in parts.iter().enumerate() {
        let one = format!("{}.eq({})", name::constant(&part.field.name), name::field(&part.field.name));
        lines.push(if at == 0 { format!("let key = {one};") } else { format!("let key = key.and({one});") });
    }
    lines.join("\n")
}

fn update(model: &str, id: &[&ShownField<'_>], fields: &[ShownField<'_>]) -> String {
    let mut parameters = parameters(id);
    parameters.push(format!("patch: {model}Patch"));
    let key = match id {
        [_] => format!("let update = Update::new({});", condition(id)),
        _ => format!("{}\nlet update = Update::new(key);", bound(id)),
    };
    let lines = format!("{key}\n{}", crate::patch::applied(fields));
    let body = crate::layout::last_as_result(&[lines.trim_end().to_owned()], "let update = ");
    function(
        "/// Changes the row with this key; what comes back is empty when there is none.\n",
        &signature("update", &parameters, &format!("Update<{model}>"), 0),
        &body,
    )
}

fn delete(model: &str, id: &[&ShownField<'_>]) -> String {
    let body = match id {
        [_] => format!("Delete::new({})", condition(id)),
        _ => format!("{}\nDelete::new(key)", bound(id)),
    };
    function(
        "/// Removes the row with this key; what comes back is empty when there is none.\n",
        &signature("delete", &parameters(id), &format!("Delete<{model}>"), 0),
        &body,
    )
}
