//! Identity columns in `ALTER TABLE` and `ALTER SEQUENCE`.

use icms_model::effect::{Action, ColumnAction};
use icms_model::{Builtin, ObjectKind, ObjectRef, SequenceOptions, TableId};
use icms_sql::Name;
use icms_sql::tree::ast;

use super::column::{column_of, found};
use crate::refusal::{Done, Refusal};
use crate::state::{Record, State};
use crate::{column, sequence};

/// `ADD GENERATED … AS IDENTITY`
pub(super) fn add(
    state: &mut State,
    id: TableId,
    name: &Name,
    node: &ast::AddGenerated,
    record: &mut Record,
) -> Done {
    let table = found(state, id, name)?;
    let object = ObjectRef::member(ObjectKind::Column, &table, name);
    let Some(before) = state.table(id).and_then(|t| t.column(name.as_str())).cloned() else { return Ok(()) };
    let refuse = |message: String| Err(Refusal::invalid(object.clone(), message));
    if before.identity.is_some() {
        return refuse(format!("column {name} is an identity column already"));
    }
    if !before.not_null {
        return refuse(format!("column {name} must be NOT NULL before it becomes an identity column"));
    }
    if before.default.is_some() {
        return refuse(format!("column {name} has a default and cannot become an identity column"));
    }
    let options = node.sequence_option_list().into_iter().flat_map(|list| list.sequence_options());
    let kind = column::identity_kind(node.generated_when());
    let identity = column::identity(state, &table, &before, kind, options)?;
    column_of(state, id, name, |column| column.identity = Some(identity));
    record.add(object, Action::Column(ColumnAction::AddIdentity));
    Ok(())
}

/// `DROP IDENTITY`
pub(super) fn drop(
    state: &mut State,
    id: TableId,
    name: &Name,
    node: &ast::DropIdentity,
    record: &mut Record,
) -> Done {
    let table = found(state, id, name)?;
    let object = ObjectRef::member(ObjectKind::Column, &table, name);
    let before = column_of(state, id, name, |column| column.identity.take()).flatten();
    if before.is_none() && node.if_exists().is_none() {
        return Err(Refusal::invalid(object, format!("column {name} is not an identity column")));
    }
    record.add(object, Action::Column(ColumnAction::DropIdentity));
    Ok(())
}

/// `SET GENERATED …`
pub(super) fn set_kind(state: &mut State, id: TableId, name: &Name, when: Option<ast::GeneratedWhen>) {
    let kind = column::identity_kind(when);
    column_of(state, id, name, |column| {
        if let Some(identity) = &mut column.identity {
            identity.kind = kind;
        }
    });
}

/// Several `SET …` and `RESTART` in a row.
pub(super) fn set(
    state: &mut State,
    id: TableId,
    name: &Name,
    node: &ast::SetGeneratedOptions,
    record: &mut Record,
) -> Done {
    let mut counting = Vec::new();
    for option in node.set_generated_options() {
        match option {
            ast::SetGeneratedOption::SetGenerated(option) => {
                set_kind(state, id, name, option.generated_when());
                let table = found(state, id, name)?;
                let object = ObjectRef::member(ObjectKind::Column, &table, name);
                record.add(object, Action::Column(ColumnAction::SetIdentityKind));
            }
            ast::SetGeneratedOption::SetSequenceOption(option) => counting.extend(option.sequence_option()),
            ast::SetGeneratedOption::Restart(_) => {
                let table = found(state, id, name)?;
                let object = ObjectRef::member(ObjectKind::Column, &table, name);
                record.add(object, Action::Column(ColumnAction::IdentityOptions));
            }
        }
    }
    if counting.is_empty() { Ok(()) } else { count(state, id, name, counting, record) }
}

/// How the sequence of an identity column counts from now on.
pub(crate) fn count(
    state: &mut State,
    id: TableId,
    name: &Name,
    written: Vec<ast::SequenceOption>,
    record: &mut Record,
) -> Done {
    let table = found(state, id, name)?;
    let object = ObjectRef::member(ObjectKind::Column, &table, name);
    let before = state.table(id).and_then(|t| t.column(name.as_str())).and_then(|c| c.identity.clone());
    let Some(before) = before else {
        return Err(Refusal::invalid(object, format!("column {name} is not an identity column")));
    };
    let (options, _) = sequence::options(state, Some(&before.options), Builtin::Int8, written.into_iter())?;
    column_of(state, id, name, |column| {
        if let Some(identity) = &mut column.identity {
            identity.options = options;
        }
    });
    record.add(object, Action::Column(ColumnAction::IdentityOptions));
    Ok(())
}

/// Gives the sequence of an identity column another name.
pub(crate) fn rename_sequence(state: &mut State, id: TableId, name: &Name, to: Name, record: &mut Record) {
    let before = column_of(state, id, name, |column| {
        let identity = column.identity.as_mut()?;
        let after = identity.sequence.sibling(to.clone());
        Some(std::mem::replace(&mut identity.sequence, after))
    });
    let Some(before) = before.flatten() else { return };
    let after = ObjectRef::qualified(ObjectKind::Sequence, &before.sibling(to));
    let object = ObjectRef::qualified(ObjectKind::Sequence, &before);
    record.add(object, Action::Object(icms_model::effect::ObjectAction::Rename { to: after }));
}

/// The sequence follows its column to another integer type.
pub(super) fn retype(options: &mut SequenceOptions, to: Builtin) {
    if !to.is_integer() || options.data_type == to {
        return;
    }
    if options.max == SequenceOptions::highest(options.data_type) {
        options.max = SequenceOptions::highest(to);
    }
    if options.min == SequenceOptions::lowest(options.data_type) {
        options.min = SequenceOptions::lowest(to);
    }
    options.data_type = to;
}
