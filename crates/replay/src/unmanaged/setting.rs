//! What tables and columns say beyond their shape: row-level security, replica identity, storage, statistics.

use icms_model::{Array, Builtin, Category, DataType, QualifiedName, Text, TypeName, Unmanaged};
use icms_sql::Name;

use crate::state::State;

/// Says something about a table in the place of what was said before.
pub(crate) fn of_table(state: &mut State, table: &QualifiedName, kind: &str, value: Option<&str>) {
    replace(state, table, kind, &format!("{table} "), value);
}

/// Says something about a column in the place of what was said before.
pub(crate) fn of_column(
    state: &mut State,
    table: &QualifiedName,
    column: &Name,
    kind: &str,
    value: Option<&str>,
) {
    replace(state, table, kind, &format!("{table} {column} "), value);
}

fn replace(state: &mut State, table: &QualifiedName, kind: &str, prefix: &str, value: Option<&str>) {
    state.catalogue.forget_unmanaged(|o| *o.kind == *kind && o.name.starts_with(prefix));
    let Some(value) = value else { return };
    note(state, table, kind, format!("{prefix}{value}"));
}

fn note(state: &mut State, table: &QualifiedName, kind: &str, name: String) {
    state.catalogue.note_unmanaged(Unmanaged {
        kind: kind.into(),
        name: name.into(),
        table: Some(table.clone()),
        definition: None,
        depends: Vec::new(),
    });
}

/// Row-level security has two switches that stand beside each other.
pub(crate) fn row_security(state: &mut State, table: &QualifiedName, switch: &str, position: Switch) {
    let name = format!("{table} {switch}");
    match position {
        Switch::On => note(state, table, "row level security", name),
        Switch::Off => {
            state.catalogue.forget_unmanaged(|o| *o.kind == *"row level security" && *o.name == *name);
        }
    }
}

/// On or off.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Switch {
    On,
    Off,
}

/// What was said of a column follows its name, or goes with it.
pub(crate) fn rename_column(state: &mut State, table: &QualifiedName, from: &Name, to: Option<&Name>) {
    let prefix = format!("{table} {from} ");
    let concerned = |o: &Unmanaged| o.kind.starts_with("column ") && o.name.starts_with(&prefix);
    if !state.catalogue.schema.unmanaged.iter().any(concerned) {
        return;
    }
    let Some(to) = to else {
        state.catalogue.forget_unmanaged(concerned);
        return;
    };
    let list = std::sync::Arc::make_mut(&mut state.catalogue.schema.unmanaged);
    for object in list.iter_mut().filter(|o| concerned(o)) {
        let value = object.name.strip_prefix(&prefix).unwrap_or_default();
        object.name = Text::from(format!("{table} {to} {value}"));
    }
}

/// How values of a type are kept when nobody says.
pub(crate) fn usual_storage(data_type: &DataType) -> &'static str {
    let TypeName::Builtin(builtin) = &data_type.name else { return "extended" };
    match builtin {
        _ if data_type.array == Array::Yes => "extended",
        Builtin::Numeric | Builtin::Inet | Builtin::Cidr => "main",
        Builtin::Text
        | Builtin::Varchar
        | Builtin::Bpchar
        | Builtin::Bytea
        | Builtin::Bit
        | Builtin::Varbit => "extended",
        Builtin::Json | Builtin::Jsonb | Builtin::Jsonpath | Builtin::Xml | Builtin::Tsvector => "extended",
        Builtin::Path | Builtin::Polygon => "extended",
        other if other.category() == Category::Range => "extended",
        _ => "plain",
    }
}
