//! Enums and the other statements about types.

use icms_model::effect::{Action, Behavior, EnumAction, EnumPlace, Guard};
use icms_model::{Enum, EnumId, ObjectKind, ObjectRef, Pair, QualifiedName, Unmanaged};
use icms_sql::Name;
use icms_sql::tree::{AstNode, ast};

use crate::refusal::{Done, Reason, Refusal};
use crate::state::{Record, State, missing_namespace};
use crate::{dependents, guard, label, rename, syntax, types, unmanaged};

/// `CREATE TYPE`
pub(crate) fn create(state: &mut State, statement: &ast::CreateType, record: &mut Record) -> Done {
    let name = state.new_name(&syntax::path_of(statement.type_name()))?;
    let object = ObjectRef::qualified(ObjectKind::Enum, &name);
    let shell =
        unmanaged::find_type(&state.catalogue.schema, &name).is_some_and(|o| *o.kind == *"shell type");
    if types::is_type(state, &name) && !shell {
        return Err(Refusal::new(Reason::DuplicateObject, object, format!("type {name} exists already")));
    }
    let kind = match statement.kind() {
        Some(ast::CreateTypeKind::EnumType(kind)) => {
            let variants =
                kind.variant_list().map(|list| list.variants().collect::<Vec<_>>()).unwrap_or_default();
            let values = variants.iter().filter_map(|v| v.literal()).filter_map(|l| syntax::string(&l));
            let values = values.map(Name::from).collect();
            state.catalogue.schema.enums.insert(Enum { name, values, comment: None });
            record.add(object, Action::Enum(EnumAction::Create));
            return Ok(());
        }
        Some(ast::CreateTypeKind::CompositeType(_)) => "composite type",
        Some(ast::CreateTypeKind::RangeType(_)) => "range type",
        Some(ast::CreateTypeKind::BaseType(_)) => "base type",
        None => "shell type",
    };
    unmanaged::note(record, state.place(), "CREATE TYPE".to_owned(), kind, &name.to_string());
    let shown = name.to_string();
    state.catalogue.forget_unmanaged(|o| *o.kind == *"shell type" && *o.name == *shown);
    state.catalogue.note_unmanaged(Unmanaged {
        kind: kind.into(),
        name: shown.into(),
        table: None,
        definition: Some(syntax::statement_text(statement.syntax()).into()),
        depends: Vec::new(),
    });
    Ok(())
}

/// `DROP TYPE`
pub(crate) fn drop(state: &mut State, statement: &ast::DropType, record: &mut Record) -> Done {
    let behavior = guard::behavior(statement.drop_behavior());
    for reference in statement.type_name_refs() {
        drop_one(state, &syntax::path(reference.syntax()), behavior, statement.if_exists(), record)?;
    }
    Ok(())
}

/// `DROP DOMAIN`
pub(crate) fn drop_domain(state: &mut State, statement: &ast::DropDomain, record: &mut Record) -> Done {
    let behavior = guard::behavior(statement.drop_behavior());
    for reference in statement.domain_refs() {
        drop_one(state, &syntax::path(reference.syntax()), behavior, statement.if_exists(), record)?;
    }
    Ok(())
}

fn drop_one(
    state: &mut State,
    path: &[Name],
    behavior: Behavior,
    clause: Option<ast::IfExists>,
    record: &mut Record,
) -> Done {
    let found = types::find_path(state, path);
    let guard = guard::drop(clause, found.as_ref());
    let name = found.clone().unwrap_or_else(|| state.best_guess(path));
    let object = ObjectRef::qualified(ObjectKind::Enum, &name);
    if found.is_none() {
        if guard == Guard::None {
            return Err(missing(object, &name));
        }
        record.add(object, Action::Enum(EnumAction::Drop { behavior, guard }));
        return Ok(());
    }
    dependents::release_type(state, &name, behavior, &object)?;
    match state.catalogue.schema.enums.find(&name) {
        Some(id) => {
            state.catalogue.schema.enums.remove(id);
            record.add(object, Action::Enum(EnumAction::Drop { behavior, guard }));
        }
        None => {
            let kind = unmanaged::find_type(&state.catalogue.schema, &name).map(|o| o.kind.clone());
            let kind = kind.unwrap_or_else(|| "type".into());
            let shown = name.to_string();
            unmanaged::note(record, state.place(), "DROP TYPE".to_owned(), &kind, &shown);
            state.catalogue.forget_unmanaged(|o| *o.kind == *kind && *o.name == *shown);
        }
    }
    Ok(())
}

fn missing(object: ObjectRef, name: &QualifiedName) -> Refusal {
    Refusal::new(Reason::UndefinedObject, object, format!("type {name} does not exist"))
}

/// `ALTER TYPE`
pub(crate) fn alter(state: &mut State, statement: &ast::AlterType, record: &mut Record) -> Done {
    let path = syntax::path_of(statement.type_name_ref());
    let Some(name) = types::find_path(state, &path) else {
        let name = state.best_guess(&path);
        return Err(missing(ObjectRef::qualified(ObjectKind::Enum, &name), &name));
    };
    let Some(id) = state.catalogue.schema.enums.find(&name) else {
        return alter_other(state, statement, &name, record);
    };
    let object = ObjectRef::qualified(ObjectKind::Enum, &name);
    match statement.action() {
        Some(ast::AlterTypeAction::AddValue(action)) => add_value(state, id, &action, object, record),
        Some(ast::AlterTypeAction::RenameValue(action)) => rename_value(state, id, &action, object, record),
        Some(ast::AlterTypeAction::TypeRenameTo(action)) => {
            let to = name.sibling(syntax::name_of(action.type_name()).unwrap_or_else(|| Name::new("")));
            move_to(state, id, &name, to, record)
        }
        Some(ast::AlterTypeAction::SetSchema(action)) => {
            let namespace = syntax::name_of(action.schema_ref()).unwrap_or_else(|| Name::new(""));
            if !state.catalogue.has_namespace(&namespace) {
                return Err(missing_namespace(&namespace));
            }
            move_to(state, id, &name, QualifiedName { namespace, name: name.name.clone() }, record)
        }
        Some(ast::AlterTypeAction::OwnerTo(_)) => {
            unmanaged::note(record, object, "ALTER TYPE OWNER".to_owned(), "owner", &name.to_string());
            Ok(())
        }
        Some(
            ast::AlterTypeAction::AlterTypeAttributeActionList(_)
            | ast::AlterTypeAction::RenameAttribute(_)
            | ast::AlterTypeAction::SetOptions(_),
        ) => Err(Refusal::invalid(object, format!("{name} is an enum and has no attributes"))),
        None => Ok(()),
    }
}

fn move_to(
    state: &mut State,
    id: EnumId,
    from: &QualifiedName,
    to: QualifiedName,
    record: &mut Record,
) -> Done {
    let object = ObjectRef::qualified(ObjectKind::Enum, from);
    if types::is_type(state, &to) {
        return Err(Refusal::new(Reason::DuplicateObject, object, format!("type {to} exists already")));
    }
    state.catalogue.schema.enums.update(id, |one| one.name = to.clone());
    rename::data_type(state, from, &to);
    record.add(object, Action::Enum(EnumAction::Rename(to)));
    Ok(())
}

fn add_value(
    state: &mut State,
    id: EnumId,
    action: &ast::AddValue,
    object: ObjectRef,
    record: &mut Record,
) -> Done {
    let Some(value) = action.literal().and_then(|l| syntax::string(&l)).map(Name::from) else {
        return Ok(());
    };
    let Some(one) = state.catalogue.schema.enums.get(id) else { return Ok(()) };
    if one.values.contains(&value) {
        if action.if_not_exists().is_none() {
            let message = format!("enum {} has the value {value} already", one.name);
            return Err(Refusal::new(Reason::DuplicateObject, object, message));
        }
        // `IF NOT EXISTS` over an existing value: nothing happens, and nothing is left to judge.
        record.add(object, Action::Session);
        return Ok(());
    }
    let (neighbour, step) = match action.value_position() {
        Some(ast::ValuePosition::BeforeValue(place)) => (place.literal(), 0),
        Some(ast::ValuePosition::AfterValue(place)) => (place.literal(), 1),
        None => (None, 0),
    };
    let at = match neighbour.and_then(|l| syntax::string(&l)) {
        None => one.values.len(),
        Some(next) => match one.values.iter().position(|v| *v == next.as_str()) {
            Some(at) => at + step,
            None => {
                let message = format!("{next} is not a value of enum {}", one.name);
                return Err(Refusal::invalid(object, message));
            }
        },
    };
    let place = if at == one.values.len() { EnumPlace::End } else { EnumPlace::Between };
    state.catalogue.schema.enums.update(id, |one| one.values.insert(at, value.clone()));
    record.add(object, Action::Enum(EnumAction::AddValue { value, place }));
    Ok(())
}

fn rename_value(
    state: &mut State,
    id: EnumId,
    action: &ast::RenameValue,
    object: ObjectRef,
    record: &mut Record,
) -> Done {
    let value = |literal: Option<ast::Literal>| literal.and_then(|l| syntax::string(&l)).map(Name::from);
    let (Some(from), Some(to)) = (value(action.from()), value(action.to())) else { return Ok(()) };
    let Some(one) = state.catalogue.schema.enums.get(id) else { return Ok(()) };
    let Some(at) = one.values.iter().position(|v| *v == from) else {
        return Err(Refusal::invalid(object, format!("{from} is not a value of enum {}", one.name)));
    };
    if one.values.contains(&to) {
        return Err(Refusal::new(Reason::DuplicateObject, object, format!("the value {to} exists already")));
    }
    state.catalogue.schema.enums.update(id, |one| {
        if let Some(place) = one.values.get_mut(at) {
            *place = to.clone();
        }
    });
    if let Some(name) = state.catalogue.schema.enums.get(id).map(|one| one.name.clone()) {
        let tables = state.catalogue.typed(&name).to_vec();
        label::rename(&mut state.catalogue.schema, &tables, &name, &from, &to);
    }
    record.add(object, Action::Enum(EnumAction::RenameValue(Pair::new(from, to))));
    Ok(())
}

/// `ALTER TYPE` of a domain, range or composite type.
fn alter_other(
    state: &mut State,
    statement: &ast::AlterType,
    name: &QualifiedName,
    record: &mut Record,
) -> Done {
    let kind = unmanaged::find_type(&state.catalogue.schema, name).map(|o| o.kind.clone());
    let kind = kind.unwrap_or_else(|| "type".into());
    unmanaged::note(record, state.place(), "ALTER TYPE".to_owned(), &kind, &name.to_string());
    let to = match statement.action() {
        Some(ast::AlterTypeAction::TypeRenameTo(action)) => {
            syntax::name_of(action.type_name()).map(|n| name.sibling(n))
        }
        Some(ast::AlterTypeAction::SetSchema(action)) => syntax::name_of(action.schema_ref())
            .map(|namespace| QualifiedName { namespace, name: name.name.clone() }),
        _ => None,
    };
    if let Some(to) = to {
        unmanaged::rename(state, &kind, &name.to_string(), &to.to_string());
        rename::data_type(state, name, &to);
    }
    Ok(())
}
