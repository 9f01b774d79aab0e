//! Objects the model has no words for: noted, so that nothing forgets that they are there.

mod kinds;
pub(crate) mod setting;
mod signature;

use icms_model::effect::{Action, Guard};
use icms_model::{ObjectKind, ObjectRef, QualifiedName, Schema, Text, Unmanaged};
use icms_sql::Name;
use icms_sql::tree::{AstNode, SyntaxKind, SyntaxNode, ast};

use kinds::{Space, Verb, describe};
pub(crate) use signature::plain;

use crate::refusal::{Done, Reason, Refusal};
use crate::state::{Record, State};
use crate::syntax;

/// Unmanaged kinds that are relations: their names are taken for tables and views too.
const RELATIONS: &[&str] =
    &["partitioned table", "partition", "inherited table", "typed table", "foreign table"];

/// Unmanaged kinds that are types.
const TYPES: &[&str] = &["domain", "composite type", "range type", "base type", "shell type"];

/// The relation that an unmanaged object is, if it is one.
pub(crate) fn relation_name(object: &Unmanaged) -> Option<QualifiedName> {
    let (namespace, name) = object.name.split_once('.')?;
    RELATIONS.contains(&&*object.kind).then(|| QualifiedName::new(namespace, name))
}

/// Whether there is an unmanaged type of this name.
pub(crate) fn is_type(schema: &Schema, name: &QualifiedName) -> bool {
    let is = |object: &Unmanaged| TYPES.contains(&&*object.kind) || RELATIONS.contains(&&*object.kind);
    schema.unmanaged.iter().any(|object| is(object) && is_named(object, name))
}

/// Whether an object is of a kind; statements do not tell triggers from constraint triggers.
fn same_kind(object: &Unmanaged, kind: &str) -> bool {
    *object.kind == *kind || (kind == "trigger" && *object.kind == *"constraint trigger")
}

/// The unmanaged type of this name.
pub(crate) fn find_type<'s>(schema: &'s Schema, name: &QualifiedName) -> Option<&'s Unmanaged> {
    schema.unmanaged.iter().find(|object| TYPES.contains(&&*object.kind) && is_named(object, name))
}

fn is_named(object: &Unmanaged, name: &QualifiedName) -> bool {
    let rest = object.name.strip_prefix(name.namespace.as_str()).and_then(|rest| rest.strip_prefix('.'));
    rest == Some(name.name.as_str())
}

/// A statement that creates, alters or drops something without words here.
pub(crate) fn apply(state: &mut State, statement: &SyntaxNode, record: &mut Record) -> Done {
    let (verb, kind, space) = describe(statement);
    match verb {
        Verb::Create => create(state, statement, kind, space, record),
        Verb::Drop => drop(state, statement, kind, space, record),
        Verb::Alter => alter(state, statement, kind, space, record),
        Verb::Other => {
            let name = syntax::tokens(statement).nth(1).map(|t| t.text().to_owned()).unwrap_or_default();
            note(record, state.place(), syntax::command(statement, 1), kind, &name);
            Ok(())
        }
    }
}

fn create(
    state: &mut State,
    statement: &SyntaxNode,
    kind: &'static str,
    space: Space,
    record: &mut Record,
) -> Done {
    let Some(subject) = subjects(statement).next() else { return Ok(()) };
    let table = table_of(state, statement, space)?;
    let name = full_name(state, &subject, space, table.as_ref())?;
    let object = table.as_ref().map_or_else(|| state.place(), |t| ObjectRef::qualified(ObjectKind::Table, t));
    note(record, object.clone(), command(statement, kind), kind, &name);
    if space == Space::Outside {
        return Ok(());
    }
    let there = state.catalogue.schema.unmanaged.iter().any(|o| *o.kind == *kind && *o.name == *name);
    let replaces =
        statement.children().any(|c| matches!(c.kind(), SyntaxKind::OR_REPLACE | SyntaxKind::IF_NOT_EXISTS));
    if there && !replaces {
        return Err(Refusal::new(Reason::DuplicateObject, object, format!("{kind} {name} exists already")));
    }
    state.catalogue.note_unmanaged(Unmanaged {
        kind: kind.into(),
        name: name.into(),
        table,
        definition: Some(syntax::statement_text(statement).into()),
        depends: Vec::new(),
    });
    Ok(())
}

fn drop(
    state: &mut State,
    statement: &SyntaxNode,
    kind: &'static str,
    space: Space,
    record: &mut Record,
) -> Done {
    let guarded = statement.children().any(|child| child.kind() == SyntaxKind::IF_EXISTS);
    let guard = if guarded { Guard::Passed } else { Guard::None };
    let table = match table_of(state, statement, space) {
        Ok(table) => table,
        Err(_) if guard == Guard::Passed => {
            note(record, state.place(), command(statement, kind), kind, &syntax::statement_text(statement));
            return Ok(());
        }
        Err(refusal) => return Err(refusal),
    };
    for subject in subjects(statement) {
        let name = match found_name(state, &subject, kind, space, table.as_ref()) {
            Some(name) => name,
            None => {
                full_name(state, &subject, space, table.as_ref()).unwrap_or_else(|_| syntax::text(&subject))
            }
        };
        let object =
            table.as_ref().map_or_else(|| state.place(), |t| ObjectRef::qualified(ObjectKind::Table, t));
        note(record, object.clone(), command(statement, kind), kind, &name);
        let gone = state.catalogue.forget_unmanaged(|o| same_kind(o, kind) && *o.name == *name);
        if gone == 0 && guard == Guard::None && space == Space::Table && state.speaks_of_everything() {
            return Err(Refusal::new(
                Reason::UndefinedObject,
                object,
                format!("{kind} {name} does not exist"),
            ));
        }
    }
    Ok(())
}

fn alter(
    state: &mut State,
    statement: &SyntaxNode,
    kind: &'static str,
    space: Space,
    record: &mut Record,
) -> Done {
    let Some(subject) = subjects(statement).next() else { return Ok(()) };
    let table = table_of(state, statement, space)?;
    let name = match found_name(state, &subject, kind, space, table.as_ref()) {
        Some(name) => name,
        None => full_name(state, &subject, space, table.as_ref())?,
    };
    let object = table.as_ref().map_or_else(|| state.place(), |t| ObjectRef::qualified(ObjectKind::Table, t));
    note(record, object, command(statement, kind), kind, &name);
    let Some(to) = new_name(statement, &name, space, table.as_ref()) else { return Ok(()) };
    rename(state, kind, &name, &to);
    Ok(())
}

/// Gives an unmanaged object another name.
pub(crate) fn rename(state: &mut State, kind: &str, from: &str, to: &str) {
    let list = std::sync::Arc::make_mut(&mut state.catalogue.schema.unmanaged);
    let Some(object) = list.iter_mut().find(|o| same_kind(o, kind) && *o.name == *from) else { return };
    let before = relation_name(object);
    object.name = to.into();
    let after = relation_name(object);
    if let (Some(before), Some(after)) = (before, after) {
        state.catalogue.unhide(&before);
        state.catalogue.hide(after, crate::catalogue::Relation::Unmanaged);
    }
}

/// The name after `RENAME TO` or `SET SCHEMA`.
fn new_name(
    statement: &SyntaxNode,
    name: &str,
    space: Space,
    table: Option<&QualifiedName>,
) -> Option<String> {
    let words: Vec<String> = syntax::tokens(statement).map(|t| t.text().to_ascii_lowercase()).collect();
    let last = syntax::tokens(statement).filter_map(|t| syntax::identifier(t.text())).last()?;
    let says = |pair: [&str; 2]| words.windows(2).any(|two| two[0] == pair[0] && two[1] == pair[1]);
    let (namespace, own) = name.split_once('.').unwrap_or(("", name));
    if says(["rename", "to"]) {
        return Some(match (space, table) {
            (Space::Table, Some(table)) => format!("{table} {last}"),
            (Space::Namespace, _) => format!("{namespace}.{last}"),
            _ => last.to_string(),
        });
    }
    (says(["set", "schema"]) && space == Space::Namespace).then(|| format!("{last}.{own}"))
}

/// The nodes that name what the statement is about: its children but the clauses around them.
fn subjects(statement: &SyntaxNode) -> impl Iterator<Item = SyntaxNode> {
    let clause = |node: &SyntaxNode| {
        matches!(
            node.kind(),
            SyntaxKind::OR_REPLACE
                | SyntaxKind::IF_NOT_EXISTS
                | SyntaxKind::IF_EXISTS
                | SyntaxKind::ON_RELATION
                | SyntaxKind::ON_TABLE
                | SyntaxKind::CASCADE
                | SyntaxKind::RESTRICT
                | SyntaxKind::USING_METHOD
        )
    };
    statement.children().filter(move |child| !clause(child))
}

/// The table that a trigger, policy or rule belongs to.
fn table_of(state: &State, statement: &SyntaxNode, space: Space) -> Done<Option<QualifiedName>> {
    if space != Space::Table {
        return Ok(None);
    }
    let on = statement.descendants().find(|node| {
        matches!(node.kind(), SyntaxKind::ON_RELATION | SyntaxKind::ON_TABLE | SyntaxKind::RULE_ON)
    });
    let Some(reference) = on.and_then(|on| on.descendants().find(|n| ast::PathRef::can_cast(n.kind())))
    else {
        return Ok(None);
    };
    let path = syntax::path(&reference);
    state.need_relation(&path, ObjectKind::Table).map(|(name, _)| Some(name))
}

/// The name of a new object as the list shows it.
fn full_name(
    state: &State,
    subject: &SyntaxNode,
    space: Space,
    table: Option<&QualifiedName>,
) -> Done<String> {
    let path = syntax::path(subject);
    Ok(match (space, table) {
        (Space::Table, Some(table)) => format!("{table} {}", syntax::name(subject)),
        (Space::Namespace, _) if signature::has_one(subject) => signature::name(state, subject)?,
        (Space::Namespace, _) if is_name(subject) => state.new_name(&path)?.to_string(),
        (Space::Namespace, _) => format!("{}.{}", state.namespace(), syntax::text(subject)),
        _ if is_name(subject) => path.last().map(ToString::to_string).unwrap_or_default(),
        _ => syntax::text(subject),
    })
}

/// The name of the listed object that a written name means.
fn found_name(
    state: &State,
    subject: &SyntaxNode,
    kind: &str,
    space: Space,
    table: Option<&QualifiedName>,
) -> Option<String> {
    if space != Space::Namespace || table.is_some() {
        return None;
    }
    let listed = |name: &QualifiedName| {
        state.catalogue.schema.unmanaged.iter().any(|o| same_kind(o, kind) && is_named(o, name))
    };
    if signature::has_one(subject) {
        return signature::name(state, subject).ok();
    }
    let path = syntax::path(
        subject.descendants().find(|n| ast::PathRef::can_cast(n.kind())).as_ref().unwrap_or(subject),
    );
    state.candidates(&path).into_iter().find(listed).map(|name| name.to_string())
}

/// Whether a node is a plain name or path, not a signature.
fn is_name(node: &SyntaxNode) -> bool {
    syntax::tokens(node).all(|t| t.text() == "." || syntax::identifier(t.text()).is_some())
}

fn command(statement: &SyntaxNode, kind: &str) -> String {
    format!("{} {}", syntax::command(statement, 1), kind.to_ascii_uppercase())
}

/// Records that something without words here was touched.
pub(crate) fn note(record: &mut Record, object: ObjectRef, command: String, kind: &str, name: &str) {
    let (command, kind, name): (Text, Text, Text) = (command.into(), kind.into(), name.into());
    record.add(object, Action::Unmanaged { command, kind, name });
}

/// Lists a table that is none of the ordinary ones.
pub(crate) fn list_table(state: &mut State, kind: &str, name: &QualifiedName, definition: Option<String>) {
    state.catalogue.note_unmanaged(Unmanaged {
        kind: kind.into(),
        name: name.to_string().into(),
        table: None,
        definition: definition.map(Into::into),
        depends: Vec::new(),
    });
}

/// Members of a table that got another name.
pub(crate) fn rename_table(state: &mut State, from: &QualifiedName, to: &QualifiedName) {
    let concerned = |object: &Unmanaged| object.table.as_ref() == Some(from);
    if !state.catalogue.schema.unmanaged.iter().any(concerned) {
        return;
    }
    let prefix = format!("{from} ");
    let list = std::sync::Arc::make_mut(&mut state.catalogue.schema.unmanaged);
    for object in list.iter_mut().filter(|object| object.table.as_ref() == Some(from)) {
        object.table = Some(to.clone());
        if let Some(own) = object.name.strip_prefix(&prefix) {
            object.name = format!("{to} {own}").into();
        }
    }
}

/// The unmanaged relation of this name, to be dropped with its members.
pub(crate) fn drop_relation(state: &mut State, name: &QualifiedName) {
    let shown = name.to_string();
    state.catalogue.forget_unmanaged(|object| {
        *object.name == *shown && relation_name(object).is_some() || object.table.as_ref() == Some(name)
    });
}

/// Names the dropped function's triggers: those whose definition calls it.
pub(crate) fn callers(schema: &Schema, function: &Name) -> Vec<Text> {
    let calls = |object: &&Unmanaged| {
        let definition = object.definition.as_deref().unwrap_or("");
        (*object.kind == *"trigger" || *object.kind == *"event trigger")
            && definition.contains(function.as_str())
            && crate::expression::names(
                definition.rsplit_once("ECUTE").map_or(definition, |(_, tail)| tail),
                function,
            )
    };
    schema.unmanaged.iter().filter(calls).map(|object| Text::clone(&object.name)).collect()
}

/// The kind of the unmanaged relation of this name.
pub(crate) fn kind_of(state: &State, name: &QualifiedName) -> Text {
    let found = state.catalogue.schema.unmanaged.iter().find(|o| relation_name(o).as_ref() == Some(name));
    found.map_or_else(|| "table".into(), |object| Text::clone(&object.kind))
}

/// Whether a table has an unmanaged member of this name.
pub(crate) fn has_member(state: &State, table: &QualifiedName, name: &Name) -> bool {
    let shown = format!("{table} {name}");
    state.catalogue.schema.unmanaged.iter().any(|object| *object.name == *shown)
}
