//! Hints → renames: which of them hold, which are spent, which contradict the schemas (ruling 4).

use icms_diagnostic::{Diagnostic, Diagnostics};
use icms_model::{
    Check, Column, ForeignKey, Hints, Index, Member, ObjectKind, ObjectRef, Pair, Path, PrimaryKey,
    QualifiedName, Schema, Unique,
};
use icms_sql::Name;

use super::Renames;
use crate::code;

/// Takes those hints that name an object on both sides. Hints come outer objects first.
pub(crate) fn resolve(schemas: Pair<&Schema>, hints: &Hints) -> (Renames, Diagnostics) {
    let (mut renames, mut notes) = (Renames::default(), Diagnostics::default());
    for hint in hints.renames.iter().filter(|hint| hint.before != hint.after) {
        match judge(schemas, hints, hint) {
            Ok(()) => renames.add(hint.clone()),
            Err(note) => notes.extend(note),
        }
    }
    (renames, notes)
}

/// Whether a hint holds; if not, what to say about it.
fn judge(schemas: Pair<&Schema>, hints: &Hints, hint: &Pair<ObjectRef>) -> Result<(), Option<Diagnostic>> {
    if !exists(schemas.after, &hint.after) {
        return Err(None);
    }
    let new_before = ObjectRef { kind: hint.after.kind, path: relabelled(&hint.before, &hint.after) };
    let old_after = ObjectRef { kind: hint.before.kind, path: relabelled(&hint.after, &hint.before) };
    let old = exists(schemas.before, &hint.before);
    let new = exists(schemas.before, &new_before);
    let new_stays = new && !hints.renames.iter().any(|other| other.before == new_before);
    let old_stays = exists(schemas.after, &old_after) && !hints.renames.iter().any(|h| h.after == old_after);
    match (old, new) {
        (true, _) if new_stays || old_stays => Err(Some(contradicted(hint))),
        (true, _) => Ok(()),
        (false, true) => Err(Some(spent(hint))),
        (false, false) => Err(parent_exists(schemas.before, &hint.before).then(|| missing(hint))),
    }
}

/// The path of one object with the own name of the other: what it would be called beside it.
fn relabelled(place: &ObjectRef, named: &ObjectRef) -> Path {
    if place.path.len() < 3 {
        return named.path.clone();
    }
    let mut path = place.path.clone();
    if let (Some(place), Some(own)) = (path.last_mut(), named.path.last()) {
        *place = own.clone();
    }
    path
}

fn contradicted(hint: &Pair<ObjectRef>) -> Diagnostic {
    let message =
        format!("{} cannot be the renamed {}: both names are in use", hint.after, shown(&hint.before));
    Diagnostic::error(code::RENAME_CONTRADICTED, message)
        .help("drop one of the two first, or remove the hint to keep both as objects of their own")
}

fn spent(hint: &Pair<ObjectRef>) -> Diagnostic {
    let message = format!("{} already has its new name: the hint is spent", hint.after);
    Diagnostic::note(code::RENAME_SPENT, message).help("it can be removed from the schema file")
}

fn missing(hint: &Pair<ObjectRef>) -> Diagnostic {
    let message = format!("there is no {} that could become {}", hint.before, shown(&hint.after));
    Diagnostic::warning(code::RENAME_WITHOUT_ORIGIN, message)
        .help("it will be created; check the spelling of the old name")
}

/// `public.users.email`, without the kind.
fn shown(object: &ObjectRef) -> String {
    object.path.iter().map(Name::as_str).collect::<Vec<_>>().join(".")
}

/// Whether there was anything around the object: in an empty database nobody misses it.
fn parent_exists(schema: &Schema, object: &ObjectRef) -> bool {
    match object.table() {
        Some(parent) if object.path.len() > 2 => {
            schema.tables.find(&parent).is_some() || schema.enums.find(&parent).is_some()
        }
        _ => !schema.tables.is_empty(),
    }
}

fn exists(schema: &Schema, object: &ObjectRef) -> bool {
    match (object.kind, object.path.as_slice()) {
        (kind, [name]) => alone(schema, kind, name),
        (kind, [namespace, name]) => {
            qualified(schema, kind, &QualifiedName::new(namespace.clone(), name.clone()))
        }
        (ObjectKind::Enum, [namespace, name, value]) => schema
            .enums
            .named(&QualifiedName::new(namespace.clone(), name.clone()))
            .is_some_and(|e| e.values.contains(value)),
        (kind, [namespace, name, member]) => {
            in_table(schema, kind, &QualifiedName::new(namespace.clone(), name.clone()), member)
        }
        _ => false,
    }
}

fn alone(schema: &Schema, kind: ObjectKind, name: &Name) -> bool {
    kind == ObjectKind::Namespace && schema.namespaces.find(name).is_some()
}

fn qualified(schema: &Schema, kind: ObjectKind, name: &QualifiedName) -> bool {
    match kind {
        ObjectKind::Enum => schema.enums.find(name).is_some(),
        ObjectKind::Sequence => schema.sequences.find(name).is_some(),
        ObjectKind::Table => schema.tables.find(name).is_some(),
        ObjectKind::View => schema.views.find(name).is_some(),
        ObjectKind::Function => {
            let path = ObjectRef::qualified(kind, name);
            schema.functions.iter().any(|(_, f)| icms_model::SchemaObject::path(&**f) == path)
        }
        ObjectKind::Namespace
        | ObjectKind::Extension
        | ObjectKind::Column
        | ObjectKind::PrimaryKey
        | ObjectKind::Unique
        | ObjectKind::Check
        | ObjectKind::Index
        | ObjectKind::ForeignKey
        | ObjectKind::Comment => false,
    }
}

fn in_table(schema: &Schema, kind: ObjectKind, table: &QualifiedName, name: &Name) -> bool {
    fn has<M: Member>(schema: &Schema, table: &QualifiedName, name: &Name) -> bool {
        schema.tables.named(table).is_some_and(|t| t.find::<M>(name.as_str()).is_some())
    }
    match kind {
        ObjectKind::Column => has::<Column>(schema, table, name),
        ObjectKind::PrimaryKey => has::<PrimaryKey>(schema, table, name),
        ObjectKind::Unique => has::<Unique>(schema, table, name),
        ObjectKind::Check => has::<Check>(schema, table, name),
        ObjectKind::Index => has::<Index>(schema, table, name),
        ObjectKind::ForeignKey => has::<ForeignKey>(schema, table, name),
        ObjectKind::Namespace
        | ObjectKind::Extension
        | ObjectKind::Enum
        | ObjectKind::Sequence
        | ObjectKind::Table
        | ObjectKind::Function
        | ObjectKind::View
        | ObjectKind::Comment => false,
    }
}
