//! `find`, and what is found, changed and removed by key.

use icms_model::entity::{EntityKind, FieldArity, FieldRole};

use crate::docs::code;
use crate::items::Taken;
use crate::layout::{function, literal, raw, width};
use crate::name;
use crate::new::can_be_given;
use crate::row::{columns, not_deleted};
use crate::shown::{Context, Shown, ShownField, table};

/// Functions by primary key and by every unique key.
pub fn functions(context: &Context<'_>, shown: &Shown<'_>) -> String {
    let (model, page, find) = (shown.structure(), context.page, context.spell("Find"));
    let mut out = vec![function(
        "/// Rows, all of them until a filter is added.\n",
        &page.signature("fn find", &[], &format!("{find}<{model}>"), 0),
        &format!("{find}::new()"),
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
        out.extend(many(context, shown));
    }
    out.join("\n")
}

/// Every key once: `email`, `author_id_and_slug`.
pub fn keys<'s, 'g>(shown: &'s Shown<'g>) -> Vec<(String, Vec<&'s ShownField<'g>>)> {
    let keys = std::iter::once(&shown.entity.id).chain(shown.entity.uniques.iter().map(|u| &u.fields));
    let mut out: Vec<(String, Vec<&ShownField<'_>>)> = Vec::new();
    for key in keys {
        let Some(parts) = shown.parts(key) else { continue };
        let title = parts.iter().map(|f| name::part(&f.field.name)).collect::<Vec<_>>().join("_and_");
        let same = |(known, others): &(String, Vec<&ShownField<'_>>)| {
            *known == title && others.iter().map(|f| f.at).eq(parts.iter().map(|f| f.at))
        };
        if !out.iter().any(same) {
            out.push((title, parts));
        }
    }
    out
}

/// The type of one value: NULL is never equal to anything, so a key has none.
fn value_type(f: &ShownField<'_>) -> String {
    if f.rust.arity == FieldArity::List { f.rust.full() } else { f.rust.value.clone() }
}

/// Whether the value is one piece of text.
fn is_one_text(f: &ShownField<'_>) -> bool {
    f.rust.is_text() && f.rust.arity != FieldArity::List
}

/// The columns of a key, for people.
fn named(parts: &[&ShownField<'_>]) -> String {
    parts.iter().map(|f| code(f.field.column.as_str())).collect::<Vec<_>>().join(", ")
}

/// The values of a key, which `update` and `delete` take by their place.
pub fn takes(parts: &[&ShownField<'_>]) -> Vec<Taken> {
    parts.iter().map(|f| Taken { field: f.parameter(), of: value_type(f) }).collect()
}

/// `id: UserId`; text is taken as anything that becomes a `String`.
fn parameters(context: &Context<'_>, parts: &[&ShownField<'_>]) -> Vec<String> {
    let one = |f: &&ShownField<'_>| {
        let ty = if is_one_text(f) { context.spell("impl Into<String>") } else { value_type(f) };
        format!("{}: {ty}", f.parameter())
    };
    parts.iter().map(one).collect()
}

fn by(context: &Context<'_>, shown: &Shown<'_>, title: &str, parts: &[&ShownField<'_>]) -> String {
    let (model, by_key) = (shown.structure(), context.spell("ByKey"));
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
    let parameter = context.spell("parameter");
    let values: Vec<String> = parts.iter().map(|f| format!("{parameter}({})", f.parameter())).collect();
    let text: Vec<String> = parts
        .iter()
        .filter(|f| is_one_text(f))
        .map(|f| {
            let left = format!("let {}: {}", f.parameter(), context.spell("String"));
            let right = format!("{}.into()", f.parameter());
            format!("{}\n", context.page.narrowed(4).assignment(&left, &right))
        })
        .collect();
    let call = context.page.call(&format!("{by_key}::new"), &["sql".to_owned(), array_of(&values)], 4);
    function(
        &format!("/// The row with this {}.\n", named(parts)),
        &context.page.signature(
            &format!("fn by_{title}"),
            &parameters(context, parts),
            &format!("{by_key}<{model}>"),
            0,
        ),
        &format!("let sql = {};\n{}{call}", raw(&sql), text.concat()),
    )
}

/// `[a, b]`, each on its own line when they are too wide together.
fn array_of(values: &[String]) -> String {
    let flat = values.join(", ");
    if width(&flat) <= 60 {
        return format!("[{flat}]");
    }
    let lines: Vec<String> = values.iter().map(|v| format!("    {v},")).collect();
    format!("[\n{}\n]", lines.join("\n"))
}

fn upsert(context: &Context<'_>, shown: &Shown<'_>, title: &str, parts: &[&ShownField<'_>]) -> String {
    let names =
        |parts: &[&ShownField<'_>]| -> Vec<String> { parts.iter().map(|f| literal(&f.quoted())).collect() };
    let kept = shown.parts(&shown.entity.id).unwrap_or_default();
    let arguments = [
        "new".to_owned(),
        context.page.array("", &names(parts), 8),
        context.page.array("", &names(&kept), 8),
    ];
    let upsert = context.spell("Upsert");
    function(
        &format!("/// Adds a row, or changes the one with the same {} to it.\n", named(parts)),
        &context.page.signature(
            &format!("fn upsert_by_{title}"),
            &[format!("new: {}", shown.new_type())],
            &format!("{upsert}<{}>", shown.structure()),
            0,
        ),
        &context.page.call(&format!("{upsert}::new"), &arguments, 4),
    )
}

/// `ID.eq(id)`
fn equal(f: &ShownField<'_>) -> String {
    format!("{}.eq({})", f.constant(), f.parameter())
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
    let (model, update_one) = (shown.structure(), context.spell("UpdateOne"));
    let mut parameters = parameters(context, id);
    let (binding, key) = bound(id);
    let new = context.page.call(&format!("{update_one}::new"), &[key, "patch".to_owned()], 4);
    // A version that is part of the key is compared with it anyway.
    let version = shown.role(FieldRole::Version).filter(|version| id.iter().all(|f| f.at != version.at));
    let (body, docs) = match version {
        None => (
            format!("{binding}{new}"),
            "/// Changes the row with this key; the result is empty when there is none.\n",
        ),
        Some(version) => {
            parameters.push(format!("{}: {}", version.parameter(), version.rust.full()));
            let (column, value) = (version.constant(), version.parameter());
            (
                format!("{binding}let update = {new};\nupdate.versioned({column}, {value})"),
                "/// Changes the row with this key while it has this version; the result is empty when somebody \
                 else\n/// wrote first, or the row is gone.\n",
            )
        }
    };
    parameters.push(format!("patch: {}", shown.patch_type()));
    function(
        docs,
        &context.page.signature("fn update", &parameters, &format!("{update_one}<{model}>"), 0),
        &body,
    )
}

fn delete(context: &Context<'_>, shown: &Shown<'_>, id: &[&ShownField<'_>]) -> String {
    let (binding, key) = bound(id);
    let delete_one = context.spell("DeleteOne");
    let docs = if shown.role(FieldRole::DeletedAt).is_some() {
        "/// The row with this key counts as deleted from now on; the result is empty when there is none.\n"
    } else {
        "/// Removes the row with this key; the result is empty when there is none.\n"
    };
    function(
        docs,
        &context.page.signature(
            "fn delete",
            &parameters(context, id),
            &format!("{delete_one}<{}>", shown.structure()),
            0,
        ),
        &format!("{binding}{}", context.page.wrapped(&format!("{delete_one}::new"), &key, 4)),
    )
}

fn many(context: &Context<'_>, shown: &Shown<'_>) -> [String; 2] {
    let (model, page) = (shown.structure(), context.page);
    let [condition, update, delete] =
        ["Condition", "UpdateMany", "DeleteMany"].map(|name| context.spell(name));
    let filter = format!("filter: {condition}<{model}>");
    let patch = format!("patch: {}", shown.patch_type());
    [
        function(
            "/// Changes every row that satisfies the filter.\n",
            &page.signature("fn update_many", &[filter.clone(), patch], &format!("{update}<{model}>"), 0),
            &format!("{update}::new(filter, patch)"),
        ),
        function(
            "/// Removes every row that satisfies the filter.\n",
            &page.signature("fn delete_many", &[filter], &format!("{delete}<{model}>"), 0),
            &format!("{delete}::new(filter)"),
        ),
    ]
}
