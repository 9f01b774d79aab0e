//! Comments on everything that the model has.

use icms_model::effect::{Action, ObjectAction};
use icms_model::{ObjectKind, ObjectRef, QualifiedName, SchemaObject, Text};
use icms_sql::Name;
use icms_sql::tree::{AstNode, ast};

use crate::catalogue::Relation;
use crate::refusal::{Done, Reason, Refusal};
use crate::state::{Record, State, missing_namespace};
use crate::{function, syntax, types, unmanaged};

/// `COMMENT ON`
pub(crate) fn apply(state: &mut State, statement: &ast::CommentOn, record: &mut Record) -> Done {
    use ast::CommentObject as O;
    // An empty comment is none.
    let comment = statement.literal().and_then(|l| syntax::string(&l)).filter(|text| !text.is_empty());
    let comment: Option<Text> = comment.map(Into::into);
    let object = match statement.comment_object() {
        Some(O::ObjectTable(o)) => on_relation(state, &syntax::path_of(o.table_name_ref()), comment)?,
        Some(O::ObjectView(o)) => on_relation(state, &syntax::path_of(o.view_ref()), comment)?,
        Some(O::ObjectMaterializedView(o)) => on_relation(state, &syntax::path_of(o.view_ref()), comment)?,
        Some(O::ObjectForeignTable(o)) => on_relation(state, &syntax::path_of(o.table_name_ref()), comment)?,
        Some(O::ObjectSequence(o)) => on_relation(state, &syntax::path_of(o.sequence_ref()), comment)?,
        Some(O::ObjectIndex(o)) => on_relation(state, &syntax::path_of(o.index_ref()), comment)?,
        Some(O::ObjectColumn(o)) => on_column(state, &syntax::path_of(o.name()), comment)?,
        Some(O::ObjectConstraint(o)) if o.domain_ref().is_none() => {
            let name = syntax::name_of(o.constraint_name_ref()).unwrap_or_else(|| Name::new(""));
            on_constraint(state, &syntax::path_of(o.table_name_ref()), &name, comment)?
        }
        Some(O::ObjectType(o)) => on_type(state, &syntax::path_of(o.type_name_ref()), comment)?,
        Some(O::ObjectSchema(o)) => {
            let name = syntax::name_of(o.schema_ref()).unwrap_or_else(|| Name::new(""));
            let Some(id) = state.catalogue.schema.namespaces.find(&name) else {
                return Err(missing_namespace(&name));
            };
            state.catalogue.schema.namespaces.update(id, |namespace| namespace.comment = comment);
            Some(ObjectRef::new(ObjectKind::Namespace, [name]))
        }
        Some(O::ObjectExtension(o)) => {
            let name = syntax::name_of(o.extension_ref()).unwrap_or_else(|| Name::new(""));
            on_extension(state, name, comment)?
        }
        Some(O::ObjectFunction(o)) => {
            on_function(state, o.function_sig().map(|s| s.syntax().clone()), comment)?
        }
        Some(O::ObjectProcedure(o)) => {
            on_function(state, o.procedure_sig().map(|s| s.syntax().clone()), comment)?
        }
        Some(O::ObjectRoutine(o)) => {
            on_function(state, o.routine_sig().map(|s| s.syntax().clone()), comment)?
        }
        _ => None,
    };
    match object {
        Some(object) => record.add(object, Action::Object(ObjectAction::Comment)),
        None => {
            let name = statement.comment_object().map(|o| syntax::text(o.syntax())).unwrap_or_default();
            unmanaged::note(record, state.place(), "COMMENT".to_owned(), "comment", &name);
        }
    }
    Ok(())
}

fn on_relation(state: &mut State, path: &[Name], comment: Option<Text>) -> Done<Option<ObjectRef>> {
    let (name, relation) = state.need_relation(path, ObjectKind::Table)?;
    let own = name.name.clone();
    match &relation {
        Relation::Table(id) => {
            state.catalogue.update_table(*id, |table| table.comment = comment);
        }
        Relation::View(id) => {
            state.catalogue.update_view(*id, |view| view.comment = comment);
        }
        Relation::Sequence(id) => {
            state.catalogue.update_sequence(*id, |sequence| sequence.comment = comment);
        }
        Relation::Index(id) => {
            state.catalogue.update_table(*id, |table| {
                table.indexes.iter_mut().filter(|i| i.name == own).for_each(|i| i.comment = comment.clone());
            });
        }
        Relation::ViewIndex(id) => {
            state.catalogue.update_view(*id, |view| {
                view.indexes.iter_mut().filter(|i| i.name == own).for_each(|i| i.comment = comment.clone());
            });
        }
        // The comment on the index of a constraint is not the constraint's.
        Relation::Key(_) | Relation::Identity(..) | Relation::Unmanaged | Relation::Hidden => {
            return Ok(None);
        }
    }
    Ok(Some(state.catalogue.object(&name, &relation)))
}

fn on_column(state: &mut State, path: &[Name], comment: Option<Text>) -> Done<Option<ObjectRef>> {
    let [table @ .., column] = path else { return Ok(None) };
    let (name, relation) = state.need_relation(table, ObjectKind::Table)?;
    let Relation::Table(id) = relation else { return Ok(None) };
    let found = state.catalogue.update_table(id, |table| {
        table.column_mut(column.as_str()).map(|column| column.comment = comment).is_some()
    });
    if found == Some(false) {
        return Err(Refusal::missing_member(ObjectKind::Column, &name, column));
    }
    Ok(Some(ObjectRef::member(ObjectKind::Column, &name, column)))
}

fn on_constraint(
    state: &mut State,
    path: &[Name],
    own: &Name,
    comment: Option<Text>,
) -> Done<Option<ObjectRef>> {
    let (name, relation) = state.need_relation(path, ObjectKind::Table)?;
    let Relation::Table(id) = relation else { return Ok(None) };
    let kind = state.catalogue.update_table(id, |table| {
        if let Some(key) = table.primary_key.as_mut().filter(|key| key.name == *own) {
            key.comment = comment;
            return Some(ObjectKind::PrimaryKey);
        }
        if let Some(unique) = table.uniques.iter_mut().find(|u| u.name == *own) {
            unique.comment = comment;
            return Some(ObjectKind::Unique);
        }
        if let Some(check) = table.checks.iter_mut().find(|c| c.name == *own) {
            check.comment = comment;
            return Some(ObjectKind::Check);
        }
        let key = table.foreign_keys.iter_mut().find(|k| k.name == *own)?;
        key.comment = comment;
        Some(ObjectKind::ForeignKey)
    });
    match kind.flatten() {
        Some(kind) => Ok(Some(ObjectRef::member(kind, &name, own))),
        None if unmanaged::has_member(state, &name, own) => Ok(None),
        None => Err(Refusal::missing_member(ObjectKind::Check, &name, own)),
    }
}

fn on_type(state: &mut State, path: &[Name], comment: Option<Text>) -> Done<Option<ObjectRef>> {
    let Some(name) = types::find_path(state, path) else {
        let name: QualifiedName = state.best_guess(path);
        let object = ObjectRef::qualified(ObjectKind::Enum, &name);
        return Err(Refusal::new(Reason::UndefinedObject, object, format!("type {name} does not exist")));
    };
    let Some(id) = state.catalogue.schema.enums.find(&name) else { return Ok(None) };
    state.catalogue.schema.enums.update(id, |one| one.comment = comment);
    Ok(Some(ObjectRef::qualified(ObjectKind::Enum, &name)))
}

/// An extension brings its own comment, which dumps repeat: only another one is said by somebody.
fn on_extension(state: &mut State, name: Name, comment: Option<Text>) -> Done<Option<ObjectRef>> {
    let object = ObjectRef::new(ObjectKind::Extension, [name.clone()]);
    if name == "plpgsql" {
        return Ok(Some(object));
    }
    let Some(id) = state.catalogue.schema.extensions.find(&name) else {
        let message = format!("extension {name} does not exist");
        return Err(Refusal::new(Reason::UndefinedObject, object, message));
    };
    let own = crate::extension::known::comment(&name);
    let comment = comment.filter(|text| own != Some(&**text));
    state.catalogue.schema.extensions.update(id, |extension| extension.comment = comment);
    Ok(Some(object))
}

fn on_function(
    state: &mut State,
    signature: Option<icms_sql::tree::SyntaxNode>,
    comment: Option<Text>,
) -> Done<Option<ObjectRef>> {
    let Some(signature) = signature else { return Ok(None) };
    let id = function::find(state, &signature)?;
    state.catalogue.schema.functions.update(id, |function| function.comment = comment);
    Ok(state.catalogue.schema.functions.get(id).map(|function| function.path()))
}
