//! Views and materialized views.

use icms_model::{Array, DataType, ObjectKind, View, ViewKind};
use icms_syntax::Dialect;

use crate::data_type::spell;
use crate::text::{sql, string};
use crate::writer::Writer;
use crate::{comment, index, key};

/// Every view.
pub(crate) fn write(writer: &mut Writer<'_>) {
    let schema = writer.schema;
    for (_, view) in schema.views.iter() {
        match writer.dialect {
            Dialect::Icms => one(writer, view),
            Dialect::Prisma => writer.leave_out("view", &view.name),
        }
    }
}

fn one(writer: &mut Writer<'_>, view: &View) {
    let Some(word) = writer.names.block(ObjectKind::View, &view.name).map(str::to_owned) else { return };
    let mut lines = fields(writer, view);
    for found in &view.indexes {
        lines.extend(index::attribute(writer, &view.name, found).map(key::Attribute::on_block));
    }
    lines.push(query(view));
    lines.extend(comment::attribute(writer, view.comment.as_ref()).map(|text| format!("@@{text}")));
    lines.extend(writer.place(&word, &view.name));
    let kind = match view.kind {
        ViewKind::Plain => "view",
        ViewKind::Materialized => "materialized view",
    };
    writer.block(view.comment.as_ref(), &format!("{kind} {word}"), &lines);
}

fn query(view: &View) -> String {
    let mut arguments = vec![sql(view.query.text())];
    if !icms_ddl::view::names_itself(view) {
        let columns: Vec<String> = view.columns.iter().map(|column| string(column.as_str())).collect();
        arguments.push(format!("columns: [{}]", columns.join(", ")));
    }
    arguments.extend(key::with(&view.options).map(|object| format!("with: {object}")));
    key::call("@@sql", &arguments)
}

/// The output columns. Where only their names are known they are written for the indexes alone.
fn fields(writer: &Writer<'_>, view: &View) -> Vec<String> {
    let unknown = view.types.len() != view.columns.len();
    if unknown && view.indexes.is_empty() {
        return Vec::new();
    }
    let types = view.types.iter().map(Some).chain(std::iter::repeat(None));
    view.columns.iter().zip(types).map(|(column, data_type)| field(writer, view, column, data_type)).collect()
}

fn field(writer: &Writer<'_>, view: &View, column: &icms_sql::Name, data_type: Option<&DataType>) -> String {
    let name = writer.names.member(&view.name, column);
    let mut attributes = Vec::new();
    if *column != *name {
        attributes.push(format!("@map({})", string(column.as_str())));
    }
    let Some(data_type) = data_type else {
        return format!("{name} Unsupported(\"unknown\")? {}", attributes.join(" ")).trim_end().to_owned();
    };
    let spelled = spell(data_type, &writer.names, writer.dialect);
    attributes.extend(spelled.native);
    let arity = if data_type.array == Array::Yes { "[]" } else { "?" };
    format!("{name} {}{arity} {}", spelled.word, attributes.join(" ")).trim_end().to_owned()
}
