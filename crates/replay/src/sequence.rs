//! Sequences: free-standing, owned by a column, or behind an identity.

use icms_model::effect::{Action, Behavior, Guard, ObjectAction};
use icms_model::{
    Builtin, ObjectKind, ObjectRef, Persistence, QualifiedName, Sequence, SequenceId, SequenceOptions,
    SequenceOwner, TableId,
};
use icms_sql::tree::{AstNode, ast};
use icms_sql::{Name, Suffix, implicit_name};

use crate::catalogue::Relation;
use crate::refusal::{Done, Refusal};
use crate::state::{Record, State, missing_namespace};
use crate::{alter_table, dependents, guard, rename, syntax, types, unmanaged};

/// What sequence options say beyond how it counts.
#[derive(Debug, Default)]
pub(crate) struct Extras {
    pub name: Option<Vec<Name>>,
    pub owner: Option<Vec<Name>>,
    pub restarts: bool,
}

/// The name PostgreSQL makes up for the sequence of a column.
pub(crate) fn implicit(state: &State, table: &QualifiedName, column: &Name) -> QualifiedName {
    let taken = |name: &str| state.catalogue.has_relation(&table.sibling(name));
    let name = implicit_name(table.name.as_str(), &[column.as_str()], Suffix::Sequence, taken);
    table.sibling(name)
}

/// Applies written options to what a sequence was before; `None` for a new one of this type.
pub(crate) fn options(
    state: &State,
    before: Option<&SequenceOptions>,
    data_type: Builtin,
    written: impl Iterator<Item = ast::SequenceOption>,
) -> Done<(SequenceOptions, Extras)> {
    let written: Vec<_> = written.collect();
    let mut data_type = before.map_or(data_type, |b| b.data_type);
    for option in &written {
        if let ast::SequenceOption::OptionAsType(option) = option {
            let found = option.ty().map(|ty| types::resolve(state, &ty)).transpose()?;
            data_type = found.and_then(|ty| ty.as_builtin()).unwrap_or(data_type);
        }
    }
    let mut increment = before.map_or(1, |b| b.increment);
    let (mut min, mut max, mut start) = (None, None, None);
    let (mut min_reset, mut max_reset) = (before.is_none(), before.is_none());
    let mut cache = before.map_or(1, |b| b.cache);
    let mut cycle = before.is_some_and(|b| b.cycle);
    let mut extras = Extras::default();
    let value = |expression: Option<ast::Expr>| expression.and_then(|e| syntax::number(e.syntax()));
    for option in written {
        match option {
            ast::SequenceOption::OptionIncrement(o) => increment = value(o.expr()).unwrap_or(increment),
            ast::SequenceOption::OptionMinValue(o) => min = value(o.expr()),
            ast::SequenceOption::OptionMaxValue(o) => max = value(o.expr()),
            ast::SequenceOption::OptionNoMinValue(_) => min_reset = true,
            ast::SequenceOption::OptionNoMaxValue(_) => max_reset = true,
            ast::SequenceOption::OptionStart(o) => start = value(o.expr()),
            ast::SequenceOption::OptionCache(o) => cache = value(o.expr()).unwrap_or(cache),
            ast::SequenceOption::OptionCycle(_) => cycle = true,
            ast::SequenceOption::OptionNoCycle(_) => cycle = false,
            ast::SequenceOption::OptionRestart(_) => extras.restarts = true,
            ast::SequenceOption::OptionSequenceName(o) => extras.name = Some(syntax::path_of(o.sequence())),
            ast::SequenceOption::OptionOwnedBy(o) => {
                extras.owner = Some(match o.owned_by_target() {
                    Some(ast::OwnedByTarget::QualifiedColumnNameRef(column)) => syntax::path(column.syntax()),
                    Some(ast::OwnedByTarget::OwnedByNone(_)) | None => Vec::new(),
                });
            }
            ast::SequenceOption::OptionAsType(_)
            | ast::SequenceOption::OptionLogged(_)
            | ast::SequenceOption::OptionUnlogged(_) => {}
        }
    }
    // A bound that was the old type's own follows the new type.
    if let Some(before) = before.filter(|b| b.data_type != data_type) {
        max_reset |= before.max == SequenceOptions::highest(before.data_type);
        min_reset |= before.min == SequenceOptions::lowest(before.data_type);
    }
    let ascending = increment > 0;
    let own_max = if ascending { SequenceOptions::highest(data_type) } else { -1 };
    let own_min = if ascending { 1 } else { SequenceOptions::lowest(data_type) };
    let max = max.or_else(|| before.filter(|_| !max_reset).map(|b| b.max)).unwrap_or(own_max);
    let min = min.or_else(|| before.filter(|_| !min_reset).map(|b| b.min)).unwrap_or(own_min);
    let own_start = if ascending { min } else { max };
    let start = start.or_else(|| before.map(|b| b.start)).unwrap_or(own_start);
    Ok((SequenceOptions { data_type, start, increment, min, max, cache, cycle }, extras))
}

/// `CREATE SEQUENCE`
pub(crate) fn create(state: &mut State, statement: &ast::CreateSequence, record: &mut Record) -> Done {
    let path = syntax::path_of(statement.sequence());
    if matches!(statement.persistence(), Some(ast::Persistence::Temp(_))) {
        let name = QualifiedName::new(
            crate::session::TEMPORARY,
            path.last().cloned().unwrap_or_else(|| Name::new("")),
        );
        state.catalogue.hide(name, Relation::Hidden);
        crate::session::nothing(state, record);
        return Ok(());
    }
    let name = state.new_name(&path)?;
    let object = ObjectRef::qualified(ObjectKind::Sequence, &name);
    let found = state.catalogue.relation(&name);
    let guard = guard::create(statement.if_not_exists(), found.as_ref());
    if found.is_some() {
        if guard == Guard::None {
            return Err(Refusal::taken(ObjectKind::Sequence, &name));
        }
        record.add(object, Action::Object(ObjectAction::Create { guard }));
        return Ok(());
    }
    let (options, extras) = options(state, None, Builtin::Int8, statement.sequence_options())?;
    let owner = extras.owner.map(|path| owner(state, &path)).transpose()?.flatten();
    let persistence = match statement.persistence() {
        Some(ast::Persistence::Unlogged(_)) => Persistence::Unlogged,
        Some(ast::Persistence::Temp(_)) | None => Persistence::Permanent,
    };
    state.catalogue.insert_sequence(Sequence { name, options, owner, persistence, comment: None });
    record.add(object, Action::Object(ObjectAction::Create { guard }));
    Ok(())
}

/// The column that `OWNED BY` names; none for `NONE`.
fn owner(state: &State, path: &[Name]) -> Done<Option<SequenceOwner>> {
    let [table @ .., column] = path else { return Ok(None) };
    if table.is_empty() {
        return Ok(None);
    }
    let (name, relation) = state.need_relation(table, ObjectKind::Table)?;
    let known = match relation {
        Relation::Table(id) => state.table(id).is_some_and(|t| t.column(column.as_str()).is_some()),
        _ => return Ok(None),
    };
    if !known {
        return Err(Refusal::missing_member(ObjectKind::Column, &name, column));
    }
    Ok(Some(SequenceOwner { table: name, column: column.clone() }))
}

/// `DROP SEQUENCE`
pub(crate) fn drop(state: &mut State, statement: &ast::DropSequence, record: &mut Record) -> Done {
    let behavior = guard::behavior(statement.drop_behavior());
    for reference in statement.sequence_refs() {
        let path = syntax::path(reference.syntax());
        let found = state.relation(&path);
        let guard = guard::drop(statement.if_exists(), found.as_ref());
        let name = found.as_ref().map_or_else(|| state.best_guess(&path), |(name, _)| name.clone());
        let object = ObjectRef::qualified(ObjectKind::Sequence, &name);
        match found {
            Some((_, Relation::Sequence(id))) => drop_one(state, id, behavior, &object)?,
            Some((name, Relation::Hidden)) => state.catalogue.unhide(&name),
            Some((_, Relation::Identity(..))) => {
                let message = format!("sequence {name} belongs to an identity column");
                return Err(Refusal::new(crate::refusal::Reason::Dependents, object, message));
            }
            Some(_) => return Err(Refusal::invalid(object, format!("{name} is not a sequence"))),
            None if guard == Guard::None => return Err(Refusal::missing(ObjectKind::Sequence, &name)),
            None => {}
        }
        record.add(object, Action::Object(ObjectAction::Drop { behavior, guard }));
    }
    Ok(())
}

fn drop_one(state: &mut State, id: SequenceId, behavior: Behavior, object: &ObjectRef) -> Done {
    let takers = dependents::defaults_from(state, &[id]);
    let shown: Vec<String> = takers
        .iter()
        .map(|(t, c)| {
            format!("the default of {}.{c}", state.table(*t).map_or("?".into(), |t| t.name.to_string()))
        })
        .collect();
    dependents::check(object, &shown, behavior)?;
    takers.iter().for_each(|(table, column)| dependents::clear_default(state, *table, column));
    state.catalogue.remove_sequence(id);
    Ok(())
}

/// `ALTER SEQUENCE`
pub(crate) fn alter(state: &mut State, statement: &ast::AlterSequence, record: &mut Record) -> Done {
    let path = syntax::path_of(statement.sequence_ref());
    let Some((name, relation)) = state.relation(&path) else {
        let name = state.best_guess(&path);
        if statement.if_exists().is_some() {
            record.add(ObjectRef::qualified(ObjectKind::Sequence, &name), Action::Session);
            return Ok(());
        }
        return Err(Refusal::missing(ObjectKind::Sequence, &name));
    };
    match relation {
        Relation::Sequence(id) => alter_one(state, id, &name, statement, record),
        Relation::Identity(table, column) => alter_identity(state, table, &column, statement, record),
        Relation::Hidden => {
            crate::session::nothing(state, record);
            Ok(())
        }
        Relation::Table(_)
        | Relation::View(_)
        | Relation::Index(_)
        | Relation::Key(_)
        | Relation::ViewIndex(_)
        | Relation::Unmanaged => Err(Refusal::invalid(
            ObjectRef::qualified(ObjectKind::Sequence, &name),
            format!("{name} is not a sequence"),
        )),
    }
}

fn alter_one(
    state: &mut State,
    id: SequenceId,
    name: &QualifiedName,
    statement: &ast::AlterSequence,
    record: &mut Record,
) -> Done {
    let object = ObjectRef::qualified(ObjectKind::Sequence, name);
    let mut counting = Vec::new();
    for action in statement.actions() {
        match action {
            ast::AlterSequenceAction::SequenceOption(option) => counting.push(option),
            ast::AlterSequenceAction::SequenceRenameTo(action) => {
                let to = name.sibling(syntax::name_of(action.sequence()).unwrap_or_else(|| Name::new("")));
                move_to(state, id, name, to, record)?;
            }
            ast::AlterSequenceAction::SetSchema(action) => {
                let namespace = syntax::name_of(action.schema_ref()).unwrap_or_else(|| Name::new(""));
                if !state.catalogue.has_namespace(&namespace) {
                    return Err(missing_namespace(&namespace));
                }
                move_to(state, id, name, QualifiedName { namespace, name: name.name.clone() }, record)?;
            }
            ast::AlterSequenceAction::SetLogged(_) => {
                persist(state, id, Persistence::Permanent, &object, record)
            }
            ast::AlterSequenceAction::SetUnlogged(_) => {
                persist(state, id, Persistence::Unlogged, &object, record)
            }
            ast::AlterSequenceAction::OwnerTo(_) => {
                unmanaged::note(
                    record,
                    object.clone(),
                    "ALTER SEQUENCE OWNER".to_owned(),
                    "owner",
                    &name.to_string(),
                );
            }
        }
    }
    if counting.is_empty() {
        return Ok(());
    }
    let before = state.catalogue.schema.sequences.get(id).map(|s| s.options.clone());
    let (options, extras) = options(state, before.as_ref(), Builtin::Int8, counting.into_iter())?;
    let changed = before.as_ref() != Some(&options);
    if changed || (!extras.restarts && extras.owner.is_none()) {
        record.add(object.clone(), Action::Object(ObjectAction::Alter));
    }
    if extras.restarts {
        record.add(object.clone(), Action::Object(ObjectAction::Restart));
    }
    if let Some(path) = &extras.owner {
        let owner = owner(state, path)?;
        state.catalogue.update_sequence(id, |sequence| sequence.owner = owner);
        record.add(object, Action::Object(ObjectAction::OwnedBy));
    }
    state.catalogue.update_sequence(id, |sequence| sequence.options = options);
    Ok(())
}

fn persist(state: &mut State, id: SequenceId, to: Persistence, object: &ObjectRef, record: &mut Record) {
    state.catalogue.update_sequence(id, |sequence| sequence.persistence = to);
    record.add(object.clone(), Action::Object(ObjectAction::Alter));
}

/// Gives a sequence another name or namespace.
pub(crate) fn move_to(
    state: &mut State,
    id: SequenceId,
    from: &QualifiedName,
    to: QualifiedName,
    record: &mut Record,
) -> Done {
    if state.catalogue.has_relation(&to) {
        return Err(Refusal::taken(ObjectKind::Sequence, &to));
    }
    state.catalogue.update_sequence(id, |sequence| sequence.name = to.clone());
    rename::nextval(state, from, &to);
    let object = ObjectRef::qualified(ObjectKind::Sequence, from);
    let to = ObjectRef::qualified(ObjectKind::Sequence, &to);
    record.add(object, Action::Object(ObjectAction::Rename { to }));
    Ok(())
}

/// `ALTER SEQUENCE` of the one behind an identity column.
fn alter_identity(
    state: &mut State,
    id: TableId,
    column: &Name,
    statement: &ast::AlterSequence,
    record: &mut Record,
) -> Done {
    let mut counting = Vec::new();
    for action in statement.actions() {
        match action {
            ast::AlterSequenceAction::SequenceOption(option) => counting.push(option),
            ast::AlterSequenceAction::SequenceRenameTo(action) => {
                let Some(to) = syntax::name_of(action.sequence()) else { continue };
                alter_table::identity::rename_sequence(state, id, column, to, record);
            }
            ast::AlterSequenceAction::OwnerTo(_)
            | ast::AlterSequenceAction::SetLogged(_)
            | ast::AlterSequenceAction::SetSchema(_)
            | ast::AlterSequenceAction::SetUnlogged(_) => crate::session::nothing(state, record),
        }
    }
    alter_table::identity::count(state, id, column, counting, record)
}
