//! What objects without words here use: as the catalogue says, or as their text lets one suspect.

use std::borrow::Cow;
use std::collections::BTreeSet;

use icms_model::{ObjectKind, ObjectRef, Schema, SchemaObject, Unmanaged};

use crate::mentions::mentions;

/// What such an object uses; from its text only where nobody else says it.
pub fn used_by<'o>(object: &'o Unmanaged, schema: &Schema) -> Cow<'o, [ObjectRef]> {
    match &object.definition {
        Some(text) if object.depends.is_empty() => Cow::Owned(suspected(object, &mentions(text), schema)),
        _ => Cow::Borrowed(&object.depends),
    }
}

fn suspected(object: &Unmanaged, names: &BTreeSet<String>, schema: &Schema) -> Vec<ObjectRef> {
    let table = object.table.as_ref().and_then(|name| schema.tables.named(name));
    let columns = table.into_iter().flat_map(|table| {
        let named = table.columns.iter().filter(|column| names.contains(column.name.as_str()));
        named.map(|column| ObjectRef::member(ObjectKind::Column, &table.name, &column.name))
    });
    let functions = schema.functions.iter().map(|(_, f)| f);
    let functions = functions.filter(|f| names.contains(f.signature.name.name.as_str())).map(|f| f.path());
    let views = schema.views.iter().map(|(_, v)| v);
    let views = views.filter(|v| names.contains(v.name.name.as_str())).map(|v| v.path());
    columns.chain(functions).chain(views).collect()
}
