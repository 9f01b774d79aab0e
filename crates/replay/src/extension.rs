//! Extensions, and the types that the well-known ones bring along.

pub(crate) mod known;

use icms_model::effect::{Action, Behavior, Guard, ObjectAction};
use icms_model::{Extension, ObjectKind, ObjectRef, QualifiedName, Schema, SchemaObject};
use icms_sql::Name;
use icms_sql::tree::ast;

use crate::refusal::{Done, Reason, Refusal};
use crate::state::{Record, State, missing_namespace};
use crate::{guard, syntax};

/// Whether an installed extension brings a type of this name into this namespace.
pub(crate) fn provides_type(schema: &Schema, name: &QualifiedName) -> bool {
    schema.extensions.iter().any(|(_, extension)| {
        let here = extension.namespace.as_ref().is_none_or(|n| *n == name.namespace);
        here && match known::types(&extension.name) {
            Some(types) => types.iter().any(|t| name.name == *t),
            // Of an extension that nobody here knows, any type may come.
            None => known::comment(&extension.name).is_none(),
        }
    })
}

/// `CREATE EXTENSION`
pub(crate) fn create(state: &mut State, statement: &ast::CreateExtension, record: &mut Record) -> Done {
    let Some(name) = syntax::name_of(statement.extension()) else { return Ok(()) };
    let object = ObjectRef::new(ObjectKind::Extension, [name.clone()]);
    let found =
        state.catalogue.schema.extensions.named(&name).map(|_| ()).or((name == "plpgsql").then_some(()));
    let guard = guard::create(statement.if_not_exists(), found.as_ref());
    if found.is_some() && guard == Guard::None {
        return Err(Refusal::new(
            Reason::DuplicateObject,
            object,
            format!("extension {name} exists already"),
        ));
    }
    if found.is_none() {
        let namespace = namespace(state, statement, &name)?;
        needs(state, statement, &name, &namespace)?;
        let version = statement.extension_version_clause().and_then(|clause| {
            let quoted = clause.literal().and_then(|literal| syntax::string(&literal));
            quoted.or_else(|| syntax::name_of(clause.extension_version()).map(|n| n.to_string()))
        });
        let version = version.map(Into::into);
        state.catalogue.schema.extensions.insert(Extension {
            name,
            namespace: Some(namespace),
            version,
            comment: None,
        });
    }
    record.add(object, Action::Object(ObjectAction::Create { guard }));
    Ok(())
}

fn namespace(state: &mut State, statement: &ast::CreateExtension, name: &Name) -> Done<Name> {
    if let Some(fixed) = known::namespace(name).map(Name::new) {
        if !state.catalogue.has_namespace(&fixed) {
            state
                .catalogue
                .schema
                .namespaces
                .insert(icms_model::Namespace { name: fixed.clone(), comment: None });
        }
        return Ok(fixed);
    }
    let Some(written) = statement.extension_schema().and_then(|s| syntax::name_of(s.schema_ref())) else {
        return Ok(state.namespace());
    };
    if state.catalogue.has_namespace(&written) { Ok(written) } else { Err(missing_namespace(&written)) }
}

/// What an extension needs is there, or comes along with `CASCADE`.
fn needs(state: &mut State, statement: &ast::CreateExtension, name: &Name, namespace: &Name) -> Done {
    for needed in known::needs(name).iter().map(Name::new) {
        if state.catalogue.schema.extensions.find(&needed).is_some() {
            continue;
        }
        let object = ObjectRef::new(ObjectKind::Extension, [needed.clone()]);
        if statement.cascade_token().is_none() {
            let message = format!("extension {needed}, which {name} needs, is not installed");
            return Err(Refusal::new(Reason::UndefinedObject, object, message));
        }
        let namespace = known::namespace(&needed).map_or_else(|| namespace.clone(), Name::new);
        let extension = Extension { name: needed, namespace: Some(namespace), version: None, comment: None };
        state.catalogue.schema.extensions.insert(extension);
    }
    Ok(())
}

/// `DROP EXTENSION`
pub(crate) fn drop(state: &mut State, statement: &ast::DropExtension, record: &mut Record) -> Done {
    let behavior = guard::behavior(statement.drop_behavior());
    for name in syntax::names(statement.extension_refs()) {
        let object = ObjectRef::new(ObjectKind::Extension, [name.clone()]);
        let found = state.catalogue.schema.extensions.find(&name);
        let guard = guard::drop(statement.if_exists(), found.as_ref());
        let Some(id) = found else {
            if guard == Guard::None {
                let message = format!("extension {name} does not exist");
                return Err(Refusal::new(Reason::UndefinedObject, object, message));
            }
            record.add(object, Action::Object(ObjectAction::Drop { behavior, guard }));
            continue;
        };
        drop_members(state, &name, behavior, &object)?;
        state.catalogue.schema.extensions.remove(id);
        record.add(object, Action::Object(ObjectAction::Drop { behavior, guard }));
    }
    Ok(())
}

/// What uses the extension's types goes with it, or holds it.
fn drop_members(state: &mut State, name: &Name, behavior: Behavior, object: &ObjectRef) -> Done {
    let Some(namespace) = state.catalogue.schema.extensions.named(name).and_then(|e| e.namespace.clone())
    else {
        return Ok(());
    };
    for one in known::types(name).unwrap_or_default() {
        let ty = QualifiedName::new(namespace.clone(), *one);
        crate::dependents::release_type(state, &ty, behavior, object)?;
    }
    Ok(())
}

/// `ALTER EXTENSION`
pub(crate) fn alter(state: &mut State, statement: &ast::AlterExtension, record: &mut Record) -> Done {
    let Some(name) = syntax::name_of(statement.extension_ref()) else { return Ok(()) };
    let object = ObjectRef::new(ObjectKind::Extension, [name.clone()]);
    let Some(id) = state.catalogue.schema.extensions.find(&name) else {
        let message = format!("extension {name} does not exist");
        return Err(Refusal::new(Reason::UndefinedObject, object, message));
    };
    match statement.action() {
        Some(ast::AlterExtensionAction::SetSchema(set)) => {
            let Some(to) = syntax::name_of(set.schema_ref()) else { return Ok(()) };
            move_types(state, &name, &to);
            state.catalogue.schema.extensions.update(id, |e| e.namespace = Some(to));
        }
        Some(ast::AlterExtensionAction::AlterExtensionUpdate(update)) => {
            let literal = update.update_to().and_then(|to| to.literal());
            if let Some(version) = literal.and_then(|l| syntax::string(&l)) {
                state.catalogue.schema.extensions.update(id, |e| e.version = Some(version.into()));
            }
        }
        Some(
            ast::AlterExtensionAction::AlterExtensionAdd(_)
            | ast::AlterExtensionAction::AlterExtensionDrop(_),
        )
        | None => {}
    }
    let object = state.catalogue.schema.extensions.get(id).map_or(object, |e| e.path());
    record.add(object, Action::Object(ObjectAction::Alter));
    Ok(())
}

fn move_types(state: &mut State, extension: &Name, to: &Name) {
    let from = state.catalogue.schema.extensions.named(extension).and_then(|e| e.namespace.clone());
    let Some(from) = from else { return };
    for one in known::types(extension).unwrap_or_default() {
        let before = QualifiedName::new(from.clone(), *one);
        let after = QualifiedName::new(to.clone(), *one);
        crate::rename::data_type(state, &before, &after);
    }
}
