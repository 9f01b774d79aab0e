//! Functions and procedures.

mod parts;

use icms_model::effect::{Action, Behavior, Guard, ObjectAction};
use icms_model::{
    DataType, Expr, Function, FunctionId, FunctionKind, ObjectKind, ObjectRef, QualifiedName, SchemaObject,
    Signature,
};
use icms_sql::Name;
use icms_sql::tree::{AstNode, SyntaxNode, ast};

use crate::refusal::{Done, Reason, Refusal};
use crate::state::{Record, State, missing_namespace};
use crate::{dependents, guard, syntax, types, unmanaged};

/// `CREATE [OR REPLACE] FUNCTION`
pub(crate) fn create(state: &mut State, statement: &ast::CreateFunction, record: &mut Record) -> Done {
    let written = Written {
        node: statement.syntax().clone(),
        path: syntax::path_of(statement.name()),
        params: statement.param_list(),
        result: statement.ret_type(),
        options: statement.option_list(),
        body: statement.body(),
        replaces: statement.or_replace().is_some(),
        kind: FunctionKind::Function,
    };
    define(state, &written, record)
}

/// `CREATE [OR REPLACE] PROCEDURE`
pub(crate) fn create_procedure(
    state: &mut State,
    statement: &ast::CreateProcedure,
    record: &mut Record,
) -> Done {
    let written = Written {
        node: statement.syntax().clone(),
        path: syntax::path_of(statement.name()),
        params: statement.param_list(),
        result: None,
        options: statement.option_list(),
        body: statement.body(),
        replaces: statement.or_replace().is_some(),
        kind: FunctionKind::Procedure,
    };
    define(state, &written, record)
}

/// A function or procedure as written.
#[derive(Debug, Clone)]
struct Written {
    node: SyntaxNode,
    path: Vec<Name>,
    params: Option<ast::ParamList>,
    result: Option<ast::RetType>,
    options: Option<ast::FuncOptionList>,
    body: Option<ast::RoutineBody>,
    replaces: bool,
    kind: FunctionKind,
}

fn define(state: &mut State, written: &Written, record: &mut Record) -> Done {
    let name = state.new_name(&written.path)?;
    let arguments = inputs(state, written.params.as_ref())?;
    let signature = Signature { name, arguments };
    let before = state.catalogue.schema.functions.named(&signature).cloned();
    let object = path_of(&signature);
    if before.is_some() && !written.replaces {
        return Err(Refusal::new(
            Reason::DuplicateFunction,
            object,
            format!("function {signature} exists already"),
        ));
    }
    let parts = parts::read(state, written)?;
    let mut depends: Vec<ObjectRef> =
        signature.arguments.iter().filter_map(|ty| type_object(state, ty)).collect();
    depends.extend(result_objects(state, written));
    depends.sort();
    depends.dedup();
    let function = Function {
        signature,
        kind: written.kind,
        definition: Expr::new(syntax::statement_text(&written.node)),
        parts,
        depends,
        comment: before.as_ref().and_then(|before| before.comment.clone()),
    };
    state.catalogue.schema.functions.insert(function);
    let action = match before {
        Some(_) => ObjectAction::Replace,
        None => ObjectAction::Create { guard: Guard::None },
    };
    record.add(object, Action::Object(action));
    Ok(())
}

fn path_of(signature: &Signature) -> ObjectRef {
    let arguments: Vec<String> = signature.arguments.iter().map(ToString::to_string).collect();
    let local = format!("{}({})", signature.name.name, arguments.join(", "));
    ObjectRef::new(ObjectKind::Function, [signature.name.namespace.clone(), Name::from(local)])
}

fn type_object(state: &State, ty: &DataType) -> Option<ObjectRef> {
    let name = ty.user_type()?;
    let schema = &state.catalogue.schema;
    if schema.enums.find(name).is_some() {
        return Some(ObjectRef::qualified(ObjectKind::Enum, name));
    }
    if schema.tables.find(name).is_some() {
        return Some(ObjectRef::qualified(ObjectKind::Table, name));
    }
    schema.views.find(name).map(|_| ObjectRef::qualified(ObjectKind::View, name))
}

fn result_objects(state: &State, written: &Written) -> Vec<ObjectRef> {
    let Some(result) = &written.result else { return Vec::new() };
    let types = result.syntax().descendants().filter_map(ast::FuncType::cast);
    types.filter_map(|ty| func_type(state, &ty).ok()).filter_map(|ty| type_object(state, &ty)).collect()
}

/// The types of the input arguments: what identifies a function.
fn inputs(state: &State, params: Option<&ast::ParamList>) -> Done<Vec<DataType>> {
    let params = params.into_iter().flat_map(ast::ParamList::params);
    let inputs = params.filter(|param| !matches!(param.mode(), Some(ast::ParamMode::ParamOut(_))));
    inputs.filter_map(|param| param.func_type()).map(|ty| func_type(state, &ty)).collect()
}

/// A type in a signature: without modifiers, `SETOF` aside, `table.column%TYPE` looked up.
fn func_type(state: &State, ty: &ast::FuncType) -> Done<DataType> {
    match ty {
        ast::FuncType::PercentType(percent) => {
            let path = syntax::path_of(percent.path_ref());
            let found = path.split_last().and_then(|(column, table)| {
                let (_, relation) = state.relation(table)?;
                let crate::catalogue::Relation::Table(id) = relation else { return None };
                Some(state.table(id)?.column(column.as_str())?.data_type.unmodified())
            });
            let shown = syntax::text(percent.syntax());
            found.ok_or_else(|| {
                Refusal::invalid(state.place(), format!("nothing is known of the type {shown}"))
            })
        }
        ast::FuncType::Type(ty) => {
            let text = syntax::text(ty.syntax());
            let bare = strip_setof(&text);
            types::parse(state, bare).map(|ty| ty.unmodified())
        }
    }
}

/// The text after `SETOF`.
fn strip_setof(text: &str) -> &str {
    match text.get(..6) {
        Some(word) if word.eq_ignore_ascii_case("setof ") => text.get(6..).unwrap_or("").trim_start(),
        _ => text,
    }
}

/// The function that a written signature means; without arguments, the only one of its name.
pub(crate) fn find(state: &State, signature: &SyntaxNode) -> Done<FunctionId> {
    let path = signature
        .children()
        .find(|n| !ast::ParamList::can_cast(n.kind()))
        .map(|n| syntax::path(&n))
        .unwrap_or_default();
    let params = signature.children().find_map(ast::ParamList::cast);
    let functions = &state.catalogue.schema.functions;
    let shown = syntax::text(signature);
    let missing = || {
        let name = state.best_guess(&path);
        let object = ObjectRef::qualified(ObjectKind::Function, &name);
        Refusal::new(Reason::UndefinedFunction, object, format!("function {shown} does not exist"))
    };
    let candidates = state.candidates(&path);
    if let Some(params) = params {
        let arguments = inputs(state, Some(&params)).map_err(|_| missing())?;
        let signatures = candidates.into_iter().map(|name| Signature { name, arguments: arguments.clone() });
        return signatures.into_iter().find_map(|s| functions.find(&s)).ok_or_else(missing);
    }
    for name in candidates {
        let found: Vec<FunctionId> =
            functions.iter().filter(|(_, f)| f.signature.name == name).map(|(id, _)| id).collect();
        match found.as_slice() {
            [] => {}
            [one] => return Ok(*one),
            _ => {
                let object = ObjectRef::qualified(ObjectKind::Function, &name);
                return Err(Refusal::invalid(object, format!("function name {name} is not unique")));
            }
        }
    }
    Err(missing())
}

/// `DROP FUNCTION|PROCEDURE|ROUTINE`
pub(crate) fn drop(
    state: &mut State,
    signatures: Vec<SyntaxNode>,
    clause: Option<ast::IfExists>,
    behavior: Behavior,
    record: &mut Record,
) -> Done {
    for signature in signatures {
        match find(state, &signature) {
            Ok(id) => {
                let object = release(state, id, behavior)?;
                state.catalogue.schema.functions.remove(id);
                let guard = guard::drop(clause.clone(), Some(&()));
                record.add(object, Action::Object(ObjectAction::Drop { behavior, guard }));
            }
            Err(refusal) if clause.is_some() && refusal.reason == Reason::UndefinedFunction => {
                let object = refusal.object.unwrap_or_else(|| state.place());
                record.add(object, Action::Object(ObjectAction::Drop { behavior, guard: Guard::Skipped }));
            }
            Err(refusal) => return Err(refusal),
        }
    }
    Ok(())
}

/// Triggers, views and defaults that call a function go with it, or hold it.
fn release(state: &mut State, id: FunctionId, behavior: Behavior) -> Done<ObjectRef> {
    let schema = &state.catalogue.schema;
    let Some(function) = schema.functions.get(id) else { return Ok(state.place()) };
    let (object, name) = (function.path(), function.signature.name.name.clone());
    let overloaded =
        schema.functions.iter().filter(|(_, f)| f.signature.name == function.signature.name).count() > 1;
    let triggers = if function.parts.result.ends_with("trigger") {
        unmanaged::callers(schema, &name)
    } else {
        Vec::new()
    };
    let views: Vec<_> = schema
        .views
        .iter()
        .filter(|(_, v)| v.depends.contains(&object))
        .map(|(id, v)| (id, v.path().to_string()))
        .collect();
    let columns = if overloaded { Vec::new() } else { dependents::columns_calling(state, &name) };
    let mut shown: Vec<String> = triggers.iter().map(ToString::to_string).collect();
    shown.extend(views.iter().map(|(_, view)| view.clone()));
    shown.extend(columns.iter().map(|(table, column)| {
        let table = state.table(*table).map_or_else(String::new, |t| t.name.to_string());
        format!("the default of {table}.{column}")
    }));
    dependents::check(&object, &shown, behavior)?;
    state.catalogue.forget_unmanaged(|o| o.kind.ends_with("trigger") && triggers.contains(&o.name));
    views.into_iter().for_each(|(id, _)| dependents::drop_view(state, id));
    columns.iter().for_each(|(table, column)| dependents::clear_default(state, *table, column));
    Ok(object)
}

/// `ALTER FUNCTION|PROCEDURE|ROUTINE`
pub(crate) fn alter(
    state: &mut State,
    signature: Option<SyntaxNode>,
    action: Option<SyntaxNode>,
    record: &mut Record,
) -> Done {
    let Some(signature) = signature else { return Ok(()) };
    let id = find(state, &signature)?;
    let Some(function) = state.catalogue.schema.functions.get(id).cloned() else { return Ok(()) };
    let object = function.path();
    let Some(action) = action else { return Ok(()) };
    let rename = match ast::AlterFunctionAction::cast(action.clone()) {
        Some(ast::AlterFunctionAction::FunctionRenameTo(node)) => syntax::name_of(node.function_name()),
        _ if syntax::command(&action, 2) == "RENAME TO" => {
            Some(syntax::path(&action).into_iter().last().unwrap_or_else(|| Name::new("")))
        }
        _ => None,
    };
    if let Some(to) = rename {
        return move_to(state, id, &function.signature, function.signature.name.sibling(to), object, record);
    }
    if let Some(set) = ast::SetSchema::cast(action.clone()) {
        let namespace = syntax::name_of(set.schema_ref()).unwrap_or_else(|| Name::new(""));
        if !state.catalogue.has_namespace(&namespace) {
            return Err(missing_namespace(&namespace));
        }
        let to = QualifiedName { namespace, name: function.signature.name.name.clone() };
        return move_to(state, id, &function.signature, to, object, record);
    }
    if let Some(options) = ast::FuncOptionList::cast(action.clone()) {
        state.catalogue.schema.functions.update(id, |function| parts::alter(&mut function.parts, &options));
        record.add(object, Action::Object(ObjectAction::Alter));
        return Ok(());
    }
    if ast::OwnerTo::can_cast(action.kind()) {
        unmanaged::note(
            record,
            object,
            "ALTER FUNCTION OWNER".to_owned(),
            "owner",
            &function.signature.to_string(),
        );
        return Ok(());
    }
    record.add(object, Action::Object(ObjectAction::Alter));
    Ok(())
}

fn move_to(
    state: &mut State,
    id: FunctionId,
    from: &Signature,
    to: QualifiedName,
    object: ObjectRef,
    record: &mut Record,
) -> Done {
    let signature = Signature { name: to, arguments: from.arguments.clone() };
    if state.catalogue.schema.functions.find(&signature).is_some() {
        return Err(Refusal::new(
            Reason::DuplicateFunction,
            object,
            format!("function {signature} exists already"),
        ));
    }
    let to = path_of(&signature);
    state.catalogue.schema.functions.update(id, |function| function.signature = signature);
    record.add(object, Action::Object(ObjectAction::Rename { to }));
    Ok(())
}
