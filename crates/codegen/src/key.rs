//! `find`, and what is found, changed and removed by key.

use icms_model::entity::{EntityKind, FieldArity, FieldRole};

use crate::layout::{function, literal, raw};
use crate::new::can_be_given;
use crate::row::{columns, not_deleted};
use crate::shown::{Context, Shown, ShownField, table};
use crate::{layout, name};

/// Functions by primary key and by every unique key.
pub fn functions(context: &Context<'_>, shown: &Shown<'_>) -> String {
    let (model, page) = (shown.structure(), context.page);
    let mut out = vec![function(
        "/// Rows, all of them until a filter is added.\n",
        &page.signature("fn find", &[], &format!("Find<{model}>"), 0),
        "Find::new()",
    )];
    for (title, parts) in keys(shown) {
        out.push(by(context, shown, &title, &parts));
        if shown.is_table() && parts.iter().all(|f| can_be_given(f)) {
            out.push(upsert(context, shown, &title, &parts));
        }
    }
    if shown.entity.kind == EntityKind::MaterializedView {
        out.push(function(
            "/// Reads the rows of the view anew.\n",
            &page.signature("fn refresh", &[], &format!("Refresh<{model}>"), 0),
            "Refresh::new()",
        ));
    }
    if shown.is_table() {
        if let Some(id) = shown.parts(&shown.entity.id) {
            out.push(update(context, shown, &id));
            out.push(delete(context, shown, &id));
        }
        out.extend(many(context, &model));
    }
    out.join("\n")
}

/// Every key once: `email`, `author_id_and_slug`.
fn keys<'s, 'g>(shown: &'s Shown<'g>) -> Vec<(String, Vec<&'s ShownField<'g>>)> {
    let keys = std::iter::once(&shown.entity.id).chain(shown.entity.uniques.iter().map(|u| &u.fields));
    let mut out: Vec<(String, Vec<&ShownField<'_>>)> = Vec::new();
    for key in keys {
        let Some(parts) = shown.parts(key) else { continue };
        let title = parts.iter().map(|f| name::module(&f.field.name)).collect::<Vec<_>>().join("_and_");
        if out.iter().all(|(known, _)| *known != title) {
            out.push((title, parts));
        }
    }
    out
}

/// The type of one value: NULL is never equal to anything, so a key has none.
fn value_type(f: &ShownField<'_>) -> String {
    if f.rust.arity == FieldArity::List { f.rust.full() } else { f.rust.value.clone() }
}

/// `id: UserId`; text is taken as anything that becomes a `String`.
fn parameters(parts: &[&ShownField<'_>]) -> Vec<String> {
    let one = |f: &&ShownField<'_>| {
        let ty = value_type(f);
        let ty = if ty == "String" { "impl Into<String>".to_owned() } else { ty };
        format!("{}: {ty}", f.ident())
    };
    parts.iter().map(one).collect()
}

fn by(context: &Context<'_>, shown: &Shown<'_>, title: &str, parts: &[&ShownField<'_>]) -> String {
    let model = shown.structure();
    let names = parts.iter().map(|f| format!("`{}`", f.field.column)).collect::<Vec<_>>().join(", ");
    let condition: Vec<String> = parts
        .iter()
        .enumerate()
        .map(|(at, f)| format!("{}{} = ${}{}", f.quoted(), f.rust.compared_as(), at + 1, f.rust.cast()))
        .collect();
    let sql = format!(
        "\n    SELECT {}\n    FROM {}\n    WHERE {}{}",
        columns(shown).join("\n        "),
        table(&shown.entity.table),
        condition.join(" AND "),
        not_deleted(shown)
    );
    let values: Vec<String> = parts.iter().map(|f| format!("parameter({})", f.ident())).collect();
    let text: Vec<String> = parts
        .iter()
        .filter(|f| value_type(f) == "String")
        .map(|f| format!("let {0}: String = {0}.into();\n", f.ident()))
        .collect();
    let call = context.page.call("ByKey::new", &["SQL".to_owned(), vec_of(&values)], 4);
    function(
        &format!("/// The row with this {names}.\n"),
        &context.page.signature(&format!("fn by_{title}"), &parameters(parts), &format!("ByKey<{model}>"), 0),
        &format!("const SQL: &str = {};\n{}{call}", raw(&sql), text.concat()),
    )
}

/// `vec![a, b]`, each on its own line when they are too wide together.
fn vec_of(values: &[String]) -> String {
    let flat = values.join(", ");
    if flat.len() <= 60 {
        return format!("vec![{flat}]");
    }
    let lines: Vec<String> = values.iter().map(|v| format!("        {v},")).collect();
    format!("vec![\n{}\n    ]", lines.join("\n"))
}

fn upsert(context: &Context<'_>, shown: &Shown<'_>, title: &str, parts: &[&ShownField<'_>]) -> String {
    let model = shown.structure();
    let names =
        |parts: &[&ShownField<'_>]| -> Vec<String> { parts.iter().map(|f| literal(&f.quoted())).collect() };
    let kept = shown.parts(&shown.entity.id).unwrap_or_default();
    let arguments = [
        "new".to_owned(),
        context.page.array("", &names(parts), 8),
        context.page.array("", &names(&kept), 8),
    ];
    let columns = parts.iter().map(|f| format!("`{}`", f.field.column)).collect::<Vec<_>>().join(", ");
    function(
        &format!("/// Adds a row, or changes the one with the same {columns} to it.\n"),
        &context.page.signature(
            &format!("fn upsert_by_{title}"),
            &[format!("new: New{model}")],
            &format!("Upsert<{model}>"),
            0,
        ),
        &context.page.call("Upsert::new", &arguments, 4),
    )
}

/// `ID.eq(id)`
fn equal(f: &ShownField<'_>) -> String {
    format!("{}.eq({})", f.constant(), f.ident())
}

/// What binds the key, and the condition: several columns need a line each.
fn bound(parts: &[&ShownField<'_>]) -> (String, String) {
    if let [one] = parts {
        return (String::new(), equal(one));
    }
    let mut lines = String::new();
    for (at, part) in parts.iter().enumerate() {
        let one = equal(part);
        lines.push_str(&if at == 0 {
            format!("let key = {one};\n")
        } else {
            format!("let key = key.and({one});\n")
        });
    }
    (lines, "key".to_owned())
}

fn update(context: &Context<'_>, shown: &Shown<'_>, id: &[&ShownField<'_>]) -> String {
    let model = shown.structure();
    let mut parameters = parameters(id);
    let (binding, key) = bound(id);
    let new = format!("UpdateOne::new({key}, patch)");
    let (body, docs) = match shown.role(FieldRole::Version) {
        None => (
            format!("{binding}{new}"),
            "/// Changes the row with this key; the result is empty when there is none.\n",
        ),
        Some(version) => {
            parameters.push(format!("{}: {}", version.ident(), version.rust.full()));
            let (column, value) = (version.constant(), version.ident());
            (
                format!("{binding}let update = {new};\nupdate.versioned({column}, {value})"),
                "/// Changes the row with this key while it has this version; the result is empty when somebody \
                 else\n/// wrote first, or the row is gone.\n",
            )
        }
    };
    parameters.push(format!("patch: {model}Patch"));
    function(
        docs,
        &context.page.signature("fn update", &parameters, &format!("UpdateOne<{model}>"), 0),
        &body,
    )
}

fn delete(context: &Context<'_>, shown: &Shown<'_>, id: &[&ShownField<'_>]) -> String {
    let (binding, key) = bound(id);
    let docs = if shown.role(FieldRole::DeletedAt).is_some() {
        "/// The row with this key counts as deleted from now on; the result is empty when there is none.\n"
    } else {
        "/// Removes the row with this key; the result is empty when there is none.\n"
    };
    function(
        docs,
        &context.page.signature(
            "fn delete",
            &parameters(id),
            &format!("DeleteOne<{}>", shown.structure()),
            0,
        ),
        &format!("{binding}DeleteOne::new({key})"),
    )
}

fn many(context: &Context<'_>, model: &str) -> [String; 2] {
    let filter = format!("filter: Condition<{model}>");
    let page: layout::Page = context.page;
    [
        function(
            "/// Changes every row that satisfies the filter.\n",
            &page.signature(
                "fn update_many",
                &[filter.clone(), format!("patch: {model}Patch")],
                &format!("UpdateMany<{model}>"),
                0,
            ),
            "UpdateMany::new(filter, patch)",
        ),
        function(
            "/// Removes every row that satisfies the filter.\n",
            &page.signature("fn delete_many", &[filter], &format!("DeleteMany<{model}>"), 0),
            "DeleteMany::new(filter)",
        ),
    ]
}
