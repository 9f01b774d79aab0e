//! Namespaces.

use icms_model::effect::{Action, Behavior, Guard, ObjectAction};
use icms_model::{Namespace, ObjectKind, ObjectRef, QualifiedName};
use icms_sql::Name;
use icms_sql::tree::{AstNode, ast};

use crate::refusal::{Done, Reason, Refusal};
use crate::state::{Record, State, missing_namespace};
use crate::{dependents, guard, rename, statement, syntax, unmanaged};

/// `CREATE SCHEMA`, with the objects written inside it.
pub(crate) fn create(state: &mut State, statement: &ast::CreateSchema, record: &mut Record) -> Done {
    let name = match statement.create_schema_target() {
        Some(ast::CreateSchemaTarget::NamedSchema(named)) => syntax::name_of(named.schema()),
        Some(ast::CreateSchemaTarget::AuthorizationSchema(owned)) => syntax::name_of(owned.role()),
        None => None,
    };
    let Some(name) = name else { return Ok(()) };
    let object = ObjectRef::new(ObjectKind::Namespace, [name.clone()]);
    let found = state.catalogue.has_namespace(&name).then_some(());
    let guard = guard::create(statement.if_not_exists(), found.as_ref());
    if found.is_some() && guard == Guard::None {
        let message = format!("namespace {name} exists already");
        return Err(Refusal::new(Reason::DuplicateNamespace, object, message));
    }
    record.add(object, Action::Object(ObjectAction::Create { guard }));
    if found.is_some() {
        return Ok(());
    }
    state.catalogue.schema.namespaces.insert(Namespace { name: name.clone(), comment: None });
    let before = state.session.search_path.clone();
    state.session.search_path.insert(0, name);
    let mut elements: Vec<_> =
        statement.schema_elements().filter_map(|e| ast::Stmt::cast(e.syntax().clone())).collect();
    elements.sort_by_key(turn);
    let done = elements.iter().try_for_each(|inner| statement::apply(state, inner, record));
    state.session.search_path = before;
    done
}

/// The order in which a server makes the elements of `CREATE SCHEMA`.
const fn turn(element: &ast::Stmt) -> u8 {
    match element {
        ast::Stmt::CreateTable(_) => 1,
        ast::Stmt::CreateView(_) => 2,
        ast::Stmt::CreateIndex(_) => 3,
        ast::Stmt::CreateTrigger(_) => 4,
        ast::Stmt::Grant(_) => 5,
        _ => 0,
    }
}

/// `DROP SCHEMA`
pub(crate) fn drop(state: &mut State, statement: &ast::DropSchema, record: &mut Record) -> Done {
    let behavior = guard::behavior(statement.drop_behavior());
    for name in syntax::names(statement.schema_refs()) {
        let object = ObjectRef::new(ObjectKind::Namespace, [name.clone()]);
        let found = state.catalogue.schema.namespaces.find(&name);
        let guard = guard::drop(statement.if_exists(), found.as_ref());
        match found {
            Some(id) => {
                empty(state, &name, behavior, &object)?;
                state.catalogue.schema.namespaces.remove(id);
            }
            None if guard == Guard::None => return Err(missing_namespace(&name)),
            None => {}
        }
        record.add(object, Action::Object(ObjectAction::Drop { behavior, guard }));
    }
    Ok(())
}

/// Everything in a namespace goes, or holds it.
fn empty(state: &mut State, name: &Name, behavior: Behavior, object: &ObjectRef) -> Done {
    let schema = &state.catalogue.schema;
    let inside = |q: &QualifiedName| q.namespace == *name;
    let tables: Vec<_> = schema.tables.iter().filter(|(_, t)| inside(&t.name)).map(|(id, _)| id).collect();
    let views: Vec<_> = schema.views.iter().filter(|(_, v)| inside(&v.name)).map(|(id, _)| id).collect();
    let sequences: Vec<_> =
        schema.sequences.iter().filter(|(_, s)| inside(&s.name)).map(|(id, _)| id).collect();
    let enums: Vec<_> =
        schema.enums.iter().filter(|(_, e)| inside(&e.name)).map(|(id, e)| (id, e.name.clone())).collect();
    let functions: Vec<_> =
        schema.functions.iter().filter(|(_, f)| inside(&f.signature.name)).map(|(id, _)| id).collect();
    let extensions: Vec<_> = schema
        .extensions
        .iter()
        .filter(|(_, e)| e.namespace.as_ref() == Some(name))
        .map(|(id, _)| id)
        .collect();
    let prefix = format!("{name}.");
    let others = schema.unmanaged.iter().filter(|o| o.name.starts_with(&prefix)).count();
    let count = tables.len()
        + views.len()
        + sequences.len()
        + enums.len()
        + functions.len()
        + extensions.len()
        + others;
    let held = if count == 0 { Vec::new() } else { vec![format!("what is in it ({count} objects)")] };
    dependents::check(object, &held, behavior)?;
    views.into_iter().for_each(|id| dependents::drop_view(state, id));
    dependents::drop_tables(state, &tables, behavior)?;
    for id in sequences {
        let takers = dependents::defaults_from(state, &[id]);
        takers.iter().for_each(|(table, column)| dependents::clear_default(state, *table, column));
        state.catalogue.remove_sequence(id);
    }
    for (id, name) in enums {
        dependents::release_type(state, &name, behavior, object)?;
        state.catalogue.schema.enums.remove(id);
    }
    for id in functions {
        state.catalogue.schema.functions.remove(id);
    }
    for id in extensions {
        state.catalogue.schema.extensions.remove(id);
    }
    state.catalogue.forget_unmanaged(|o| o.name.starts_with(&prefix));
    Ok(())
}

/// `ALTER SCHEMA`
pub(crate) fn alter(state: &mut State, statement: &ast::AlterSchema, record: &mut Record) -> Done {
    let Some(name) = syntax::name_of(statement.schema_ref()) else { return Ok(()) };
    let object = ObjectRef::new(ObjectKind::Namespace, [name.clone()]);
    let Some(id) = state.catalogue.schema.namespaces.find(&name) else {
        return Err(missing_namespace(&name));
    };
    match statement.action() {
        Some(ast::AlterSchemaAction::SchemaRenameTo(action)) => {
            let Some(to) = syntax::name_of(action.schema()) else { return Ok(()) };
            if state.catalogue.has_namespace(&to) {
                let message = format!("namespace {to} exists already");
                return Err(Refusal::new(Reason::DuplicateNamespace, object, message));
            }
            state.catalogue.schema.namespaces.update(id, |namespace| namespace.name = to.clone());
            move_all(state, &name, &to);
            let to = ObjectRef::new(ObjectKind::Namespace, [to]);
            record.add(object, Action::Object(ObjectAction::Rename { to }));
        }
        Some(ast::AlterSchemaAction::OwnerTo(_)) => {
            unmanaged::note(record, object, "ALTER SCHEMA OWNER".to_owned(), "owner", name.as_str());
        }
        None => {}
    }
    Ok(())
}

/// Everything in a namespace gets its new name.
fn move_all(state: &mut State, from: &Name, to: &Name) {
    let moved = |q: &QualifiedName| QualifiedName { namespace: to.clone(), name: q.name.clone() };
    let schema = &state.catalogue.schema;
    let tables: Vec<_> = schema
        .tables
        .iter()
        .filter(|(_, t)| t.name.namespace == *from)
        .map(|(id, t)| (id, moved(&t.name)))
        .collect();
    let views: Vec<_> = schema
        .views
        .iter()
        .filter(|(_, v)| v.name.namespace == *from)
        .map(|(id, v)| (id, v.name.clone()))
        .collect();
    let enums: Vec<_> = schema
        .enums
        .iter()
        .filter(|(_, e)| e.name.namespace == *from)
        .map(|(id, e)| (id, e.name.clone()))
        .collect();
    for (id, name) in tables {
        rename::table(state, id, &name);
    }
    for (id, name) in views {
        state.catalogue.update_view(id, |view| view.name = moved(&name));
        rename::relation(state, &name, &moved(&name));
    }
    for (id, name) in enums {
        state.catalogue.schema.enums.update(id, |one| one.name = moved(&name));
        rename::data_type(state, &name, &moved(&name));
    }
    let schema = &mut state.catalogue.schema;
    let sequences: Vec<_> = schema
        .sequences
        .iter()
        .filter(|(_, s)| s.name.namespace == *from)
        .map(|(id, s)| (id, s.name.clone()))
        .collect();
    let functions: Vec<_> = schema
        .functions
        .iter()
        .filter(|(_, f)| f.signature.name.namespace == *from)
        .map(|(id, _)| id)
        .collect();
    for id in functions {
        schema.functions.update(id, |function| function.signature.name = moved(&function.signature.name));
    }
    let extensions: Vec<_> = schema
        .extensions
        .iter()
        .filter(|(_, e)| e.namespace.as_ref() == Some(from))
        .map(|(id, _)| id)
        .collect();
    for id in extensions {
        schema.extensions.update(id, |extension| extension.namespace = Some(to.clone()));
    }
    for (id, name) in sequences {
        state.catalogue.update_sequence(id, |sequence| sequence.name = moved(&name));
        rename::nextval(state, &name, &moved(&name));
    }
}
