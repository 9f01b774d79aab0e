//! The struct of a row, its id, and `impl Model`.

use std::fmt::Write as _;

use icms_model::Array;
use icms_model::entity::{ClientDefault, DatabaseDefault, EntityKind, FieldArity, FieldRole};

use crate::docs::{self, code, docs};
use crate::key;
use crate::layout::{indented, literal, raw, width};
use crate::new;
use crate::patch;
use crate::rust_type::{Codec, Copy};
use crate::shown::{Context, Shown, ShownField, quoted, table};

/// The widest line of a list of columns.
const WIDTH: usize = 90;

/// `UserId`, if the model has one.
pub fn id(context: &Context<'_>, shown: &Shown<'_>) -> String {
    let parts = shown.parts(&shown.entity.id).unwrap_or_default();
    let (Some(name), [field]) = (&shown.id_type, parts.as_slice()) else { return String::new() };
    let inner = &field.rust.inner;
    let copy = if field.rust.copy == Copy::Yes { "Copy, " } else { "" };
    let mut out = docs(&format!("The key of {}.", code(&shown.entity.table.to_string())), 0);
    let _ = write!(
        out,
        "{}\npub struct {name}(pub {inner});\n\nicms_client::id!({name}, {inner});\n",
        context.derive(&format!("Debug, Clone, {copy}PartialEq, Eq, Hash, PartialOrd, Ord"))
    );
    if let Some(made) = field.field.client_default.and_then(|d| crate::new::made(d, field.rust.base())) {
        let _ = write!(
            out,
            "\nimpl {name} {{\n    /// A new key.\n    #[must_use]\n    #[inline]\n    pub fn generate() -> Self {{\n        \
             Self({made}())\n    }}\n}}\n"
        );
    }
    out
}

/// The struct.
pub fn structure(context: &Context<'_>, shown: &Shown<'_>) -> String {
    let entity = shown.entity;
    let text =
        docs::or_else(entity.docs.as_deref(), || format!("A row of {}.", code(&entity.table.to_string())));
    let mut out = docs(&text, 0);
    let derive = context.derive("Debug, Clone, PartialEq");
    let _ = write!(out, "{derive}\npub struct {} {{\n", shown.structure());
    for field in &shown.fields {
        out.push_str(&field_docs(field));
        out.push_str(&context.page.member(&field.ident(), &field.rust.full()));
    }
    out.push_str("}\n");
    out
}

/// What a field is: its own words, or its column.
pub fn field_docs(field: &ShownField<'_>) -> String {
    docs(&docs::or_else(field.field.docs.as_deref(), || code(field.field.column.as_str())), 4)
}

/// How a column is asked for: types that the driver does not know come as text.
fn selected(field: &ShownField<'_>) -> String {
    let column = field.quoted();
    match (field.rust.codec, field.rust.arity) {
        (Codec::Native | Codec::Base, _) => column,
        (Codec::Through(via), FieldArity::List) => format!("{column}::{via}[]"),
        (Codec::Through(via), FieldArity::Required | FieldArity::Optional) => format!("{column}::{via}"),
    }
}

/// The list of columns in lines.
pub fn columns(shown: &Shown<'_>) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = String::new();
    for (at, field) in shown.fields.iter().enumerate() {
        let text = selected(field);
        if !line.is_empty() && line.len() + text.len() + 2 > WIDTH {
            lines.push(std::mem::take(&mut line));
        }
        line.push_str(&text);
        if at + 1 < shown.fields.len() {
            line.push_str(", ");
        }
    }
    lines.push(line);
    lines.into_iter().map(|line| line.trim_end().to_owned()).collect()
}

/// `name: value,` of a struct that is read. A list column may be NULL in the database: then it is empty.
fn read(context: &Context<'_>, field: &ShownField<'_>, at: usize) -> String {
    let at = if at == 0 { "at".to_owned() } else { format!("at + {at}") };
    match field.rust.arity {
        FieldArity::List => {
            let get = format!("try_get::<_, {}<_>>({at})?", context.spell("Option"));
            context.page.chain(&field.ident(), "row", &[get, "unwrap_or_default()".to_owned()], 12)
        }
        FieldArity::Required | FieldArity::Optional => {
            context.page.field(&field.ident(), &format!("row.try_get({at})?"), 12)
        }
    }
}

/// `impl Model`
pub fn model(context: &Context<'_>, shown: &Shown<'_>) -> String {
    let lines = columns(shown);
    let columns = match lines.as_slice() {
        [one] if one.len() + 40 <= WIDTH => raw(one),
        _ => raw(&format!("\n{}", indented(&lines.join("\n"), 8))),
    };
    let deleted = shown.role(FieldRole::DeletedAt).map_or_else(String::new, |field| {
        let option = context.spell("Option");
        format!("    const DELETED_AT: {option}<&'static str> = Some({});\n", literal(&field.quoted()))
    });
    let reads: Vec<String> = shown.fields.iter().enumerate().map(|(at, f)| read(context, f, at)).collect();
    // The only literal that rustfmt would put on one line.
    let body = match shown.fields.as_slice() {
        [_] if width(reads.concat().trim()) <= 19 => {
            format!("        Ok(Self {{ {} }})\n", reads.concat().trim().trim_end_matches(','))
        }
        _ => format!("        Ok(Self {{\n{}        }})\n", reads.concat()),
    };
    format!(
        "impl {} for {} {{\n    const TABLE: &'static str = {};\n    const COLUMNS: &'static str = {columns};\n    \
         const WIDTH: usize = {};\n{deleted}{}\n    \
         #[inline]\n    fn read(row: &{}, at: usize) -> {}<Self> {{\n{body}    }}\n{}}}\n",
        context.spell("Model"),
        shown.structure(),
        literal(&table(&shown.entity.table)),
        shown.fields.len(),
        shape(context, shown),
        context.spell("Row"),
        context.spell("Result"),
        patch::touch(context, shown),
    )
}

/// What the client expects of the table.
fn shape(context: &Context<'_>, shown: &Shown<'_>) -> String {
    let columns: Vec<String> = shown.fields.iter().map(|f| shape_column(context, shown, f)).collect();
    let (namespace, name) = (shown.entity.table.namespace.as_str(), shown.entity.table.name.as_str());
    let array = |head: &str, items: &[String]| indented(&context.page.array(head, items, 8), 8);
    format!(
        "    const SHAPE: {say} = {say} {{\n        namespace: {},\n        name: {},\n{},\n{},\n    }};\n",
        literal(namespace),
        literal(name),
        array("columns: ", &columns),
        array("keys: ", &keys(context, shown)),
        say = context.spell("Table"),
    )
}

/// The columns of each key of which nothing may be NULL.
fn keys(context: &Context<'_>, shown: &Shown<'_>) -> Vec<String> {
    let names = |parts: &[&ShownField<'_>]| parts.iter().map(|f| literal(&f.quoted())).collect::<Vec<_>>();
    let required = |parts: &[&ShownField<'_>]| parts.iter().all(|f| f.rust.arity == FieldArity::Required);
    let all = key::keys(shown).into_iter().filter(|(_, parts)| required(parts));
    all.map(|(_, parts)| context.page.array("", &names(&parts), 12)).collect()
}

fn shape_column(context: &Context<'_>, shown: &Shown<'_>, field: &ShownField<'_>) -> String {
    // A list may be NULL: it is read as empty. Columns of views know no NOT NULL.
    let made = field.field.database_default == DatabaseDefault::Always;
    let word = match (shown.entity.kind, field.rust.arity) {
        (EntityKind::View | EntityKind::MaterializedView, _) => "any",
        (EntityKind::Table, FieldArity::List) if made => "any",
        (EntityKind::Table, FieldArity::List) => "list",
        (EntityKind::Table, FieldArity::Required) if made => "made",
        (EntityKind::Table, FieldArity::Required) if new::is_left_out(field) => "defaulted",
        (EntityKind::Table, FieldArity::Required) => "required",
        (EntityKind::Table, FieldArity::Optional) if made => "made_or_null",
        (EntityKind::Table, FieldArity::Optional) => "optional",
    };
    let data_type = &field.field.data_type.element().unmodified();
    // `format_type` without modifiers says `bpchar` and `bit` like this.
    let data_type = match data_type.to_string().as_str() {
        "bpchar" => "character".to_owned(),
        other => other.to_owned(),
    };
    let data_type = literal(&format!("{data_type}{}", brackets(field)));
    let arguments = [literal(field.field.column.as_str()), data_type];
    context.page.call(&format!("{}::{word}", context.spell("TableColumn")), &arguments, 12)
}

/// The column constants.
pub fn constants(context: &Context<'_>, shown: &Shown<'_>) -> String {
    let (model, say) = (shown.structure(), context.spell("Column"));
    let one = |field: &ShownField<'_>| {
        let (column, full) = (literal(&field.quoted()), field.rust.full());
        let mut arguments = vec![column, literal(&format!("{}{}", field.rust.sql, brackets(field)))];
        let constructor = match field.rust.codec {
            Codec::Native => "new",
            Codec::Through("text") => "through_text",
            Codec::Through(via) => {
                arguments.push(literal(via));
                "through"
            }
            Codec::Base => "through_base",
        };
        let head = format!("pub const {}: {say}", field.constant());
        let text = context.page.constant(&head, &[&model, &full], |_| {
            context.page.call(&format!("{say}::{constructor}"), &arguments, 4)
        });
        format!("/// {}\n{text}\n", code(field.field.column.as_str()))
    };
    shown.fields.iter().map(one).collect::<Vec<_>>().join("\n")
}

/// `[]` behind the type of a column that holds lists.
fn brackets(field: &ShownField<'_>) -> &'static str {
    if field.field.data_type.array == Array::Yes { "[]" } else { "" }
}

/// Whether a client default exists that needs no words of the model.
pub fn is_updated_at(field: &ShownField<'_>) -> bool {
    field.field.client_default == Some(ClientDefault::UpdatedAt)
}

/// `AND "deleted_at" IS NULL`, where rows can count as deleted.
pub fn not_deleted(shown: &Shown<'_>) -> String {
    shown
        .role(FieldRole::DeletedAt)
        .map_or_else(String::new, |f| format!(" AND {} IS NULL", quoted(f.field.column.as_str())))
}
