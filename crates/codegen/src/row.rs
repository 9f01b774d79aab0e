//! The struct of a row, its id, and `impl Model`.

use std::fmt::Write as _;

use icms_model::Array;
use icms_model::entity::{ClientDefault, EntityKind, FieldArity, FieldRole};

use crate::layout::{docs, indented, literal, raw};
use crate::rust_type::{Codec, Copy};
use crate::shown::{Context, Shown, ShownField, quoted, table};

/// The widest line of a list of columns.
const WIDTH: usize = 90;

/// `UserId`, if the model has one.
pub fn id(shown: &Shown<'_>) -> String {
    let parts = shown.parts(&shown.entity.id).unwrap_or_default();
    let (Some(name), [field]) = (&shown.id_type, parts.as_slice()) else { return String::new() };
    let inner = &field.rust.inner;
    let copy = if field.rust.copy == Copy::Yes { "Copy, " } else { "" };
    let mut out = docs(&format!("The key of `{}`.", shown.entity.table), 0);
    let _ = write!(
        out,
        "#[derive(Debug, Clone, {copy}PartialEq, Eq, Hash, PartialOrd, Ord)]\npub struct {name}(pub {inner});\n\n\
         icms_client::id!({name}, {inner});\n"
    );
    if let Some(made) = field.field.client_default.and_then(|d| crate::new::made(d, inner)) {
        let _ = write!(
            out,
            "\nimpl {name} {{\n    /// A new key.\n    #[must_use]\n    pub fn generate() -> Self {{\n        \
             Self({made}())\n    }}\n}}\n"
        );
    }
    out
}

/// The struct.
pub fn structure(shown: &Shown<'_>) -> String {
    let entity = shown.entity;
    let text =
        entity.docs.as_deref().map_or_else(|| format!("A row of `{}`.", entity.table), ToString::to_string);
    let mut out = docs(&text, 0);
    let _ = write!(out, "#[derive(Debug, Clone, PartialEq)]\npub struct {} {{\n", shown.structure());
    for field in &shown.fields {
        let _ = writeln!(out, "{}    pub {}: {},", field_docs(field), field.ident(), field.rust.full());
    }
    out.push_str("}\n");
    out
}

/// What a field is: its own words, or its column.
pub fn field_docs(field: &ShownField<'_>) -> String {
    let text =
        field.field.docs.as_deref().map_or_else(|| format!("`{}`", field.field.column), ToString::to_string);
    docs(&text, 4)
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

/// A list column may be NULL in the database: then it is empty.
fn read(field: &ShownField<'_>, at: usize) -> String {
    let at = if at == 0 { "at".to_owned() } else { format!("at + {at}") };
    match field.rust.arity {
        FieldArity::List => format!("row.try_get::<_, Option<_>>({at})?.unwrap_or_default()"),
        FieldArity::Required | FieldArity::Optional => format!("row.try_get({at})?"),
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
        format!("    const DELETED_AT: Option<&'static str> = Some({});\n", literal(&field.quoted()))
    });
    let reads: Vec<String> = shown
        .fields
        .iter()
        .enumerate()
        .map(|(at, f)| context.page.field(&f.ident(), &read(f, at), 12))
        .collect();
    // The only literal that rustfmt would put on one line.
    let body = match shown.fields.as_slice() {
        [one] if reads.concat().trim().len() <= 19 => {
            format!("        Ok(Self {{ {}: {} }})\n", one.ident(), read(one, 0))
        }
        _ => format!("        Ok(Self {{\n{}        }})\n", reads.concat()),
    };
    format!(
        "impl Model for {} {{\n    const TABLE: &'static str = {};\n    const COLUMNS: &'static str = {columns};\n    \
         const WIDTH: usize = {};\n{deleted}{}\n    \
         fn read(row: &Row, at: usize) -> Result<Self> {{\n{body}    }}\n}}\n",
        shown.structure(),
        literal(&table(&shown.entity.table)),
        shown.fields.len(),
        shape(context, shown),
    )
}

/// What the client expects of the table.
fn shape(context: &Context<'_>, shown: &Shown<'_>) -> String {
    let columns: Vec<String> = shown.fields.iter().map(|f| shape_column(context, shown, f)).collect();
    let (namespace, name) = (shown.entity.table.namespace.as_str(), shown.entity.table.name.as_str());
    let array = context.page.array("columns: ", &columns, 8);
    format!(
        "    const SHAPE: Table = Table {{\n        namespace: {},\n        name: {},\n{},\n    }};\n",
        literal(namespace),
        literal(name),
        indented(&array, 8)
    )
}

fn shape_column(context: &Context<'_>, shown: &Shown<'_>, field: &ShownField<'_>) -> String {
    // A list may be NULL: it is read as empty. Columns of views know no NOT NULL.
    let word = match (shown.entity.kind, field.rust.arity) {
        (EntityKind::View | EntityKind::MaterializedView, _) | (_, FieldArity::List) => "any",
        (EntityKind::Table, FieldArity::Required) => "required",
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
    context.page.call(&format!("TableColumn::{word}"), &arguments, 12)
}

/// The column constants.
pub fn constants(context: &Context<'_>, shown: &Shown<'_>) -> String {
    let model = shown.structure();
    let one = |field: &ShownField<'_>| {
        let (column, full) = (literal(&field.quoted()), field.rust.full());
        let left = format!("pub const {}: Column<{model}, {full}>", field.constant());
        let mut arguments = vec![column, literal(&format!("{}{}", field.rust.sql, brackets(field)))];
        let constructor = match field.rust.codec {
            Codec::Native => "Column::new",
            Codec::Through("text") => "Column::through_text",
            Codec::Through(via) => {
                arguments.push(literal(via));
                "Column::through"
            }
            Codec::Base => "Column::through_base",
        };
        let right = context.page.call(constructor, &arguments, 4);
        format!("/// `{}`\n{}\n", field.field.column, context.page.assignment(&left, &right))
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
