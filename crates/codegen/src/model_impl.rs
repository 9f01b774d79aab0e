//! `impl Model`: where rows come from, and how they are read.

use icms_model::entity::{Entity, FieldArity};

use crate::entity::{ShownField, quoted};
use crate::layout::literal;
use crate::name;

/// The widest line that a list of columns is broken at.
const WIDTH: usize = 90;

/// The whole block.
#[must_use]
pub fn source(entity: &Entity, fields: &[ShownField<'_>]) -> String {
    let model = name::structure(&entity.name);
    let table = format!("{}.{}", quoted(entity.table.namespace.as_str()), quoted(entity.table.name.as_str()));
    let selected: Vec<String> = fields.iter().map(selected).collect();
    let reads: Vec<String> = fields
        .iter()
        .enumerate()
        .map(|(at, f)| format!("            {}: {},\n", name::field(&f.field.name), read(f, at)))
        .collect();
    // The only literal that rustfmt would put on one line.
    let body = match fields {
        [one] if reads.concat().trim().len() <= 19 => {
            format!("        Ok(Self {{ {}: {} }})\n", name::field(&one.field.name), read(one, 0))
        }
        _ => format!("        Ok(Self {{\n{}        }})\n", reads.concat()),
    };
    format!(
        "impl Model for {model} {{\n    const TABLE: &'static str = {};\n    const COLUMNS: &'static str = {};\n\n    \
         fn read(row: &Row) -> Result<Self> {{\n{body}    }}\n}}\n",
        literal(&table),
        list(&selected)
    )
}

/// How a column is asked for: types that the driver does not know come as text.
fn selected(shown: &ShownField<'_>) -> String {
    let column = quoted(shown.field.column.as_str());
    match (&shown.rust.through_text, shown.rust.arity) {
        (None, _) => column,
        (Some(_), FieldArity::List) => format!("{column}::text[]"),
        (Some(_), FieldArity::Required | FieldArity::Optional) => format!("{column}::text"),
    }
}

/// A list column may be NULL in the database: then it is empty.
fn read(shown: &ShownField<'_>, at: usize) -> String {
    match shown.rust.arity {
        FieldArity::List => format!("row.try_get::<_, Option<_>>({at})?.unwrap_or_default()"),
        FieldArity::Required | FieldArity::Optional => format!("row.try_get({at})?"),
    }
}

/// A string literal, broken after commas: rustfmt leaves such lines alone.
fn list(columns: &[String]) -> String {
    let flat = literal(&columns.join(", "));
    if flat.len() + 35 < WIDTH {
        return flat;
    }
    let mut out = String::from("\"\\\n        ");
    let mut width = 8;
    for (at, column) in columns.iter().enumerate() {
        let text = literal(column);
        let text = &text[1..text.len() - 1];
        if at > 0 {
            out.push_str(", ");
            if width + text.len() > WIDTH {
                out.push_str("\\\n        ");
                width = 8;
            }
        }
        out.push_str(text);
        width += text.len() + 2;
    }
    out.push('"');
    out
}
