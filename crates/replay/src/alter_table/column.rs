//! `ALTER TABLE … ADD|DROP|RENAME|ALTER COLUMN`.

use icms_model::effect::{Action, ColumnAction, ConstraintBuild, Guard, UsingClause};
use icms_model::{Expr, Generated, GeneratedKind, ObjectKind, ObjectRef, Pair, QualifiedName, TableId};
use icms_sql::Name;
use icms_sql::tree::{AstNode, ast};

use super::identity;
use crate::column::NewColumn;
use crate::refusal::{Done, Reason, Refusal};
use crate::state::{Record, State};
use crate::unmanaged::setting;
use crate::{column, constraint, default, dependents, guard, index, rename, syntax, table, types};

/// `ADD COLUMN`
pub(super) fn add(state: &mut State, id: TableId, node: &ast::AddColumn, record: &mut Record) -> Done {
    let Some(owner) = state.table(id) else { return Ok(()) };
    let (name, persistence) = (owner.name.clone(), owner.persistence);
    let new = NewColumn::added(node);
    let found = owner.column(new.name.as_str());
    let guard = guard::create(node.if_not_exists(), found);
    let object = ObjectRef::member(ObjectKind::Column, &name, &new.name);
    let action = Action::Column(ColumnAction::Add { guard });
    if guard == Guard::Skipped {
        record.add(object, action);
        return Ok(());
    }
    if found.is_some() {
        let message = format!("table {name} has a column {} already", new.name);
        return Err(Refusal::new(Reason::DuplicateColumn, object, message));
    }
    let built = new.build(state, &name, persistence)?;
    table::add_column(state, id, built)?;
    record.add(object, action);
    constraint::add_all(state, id, new.written(), &ConstraintBuild::WithColumn, record)
}

/// `DROP COLUMN`
pub(super) fn drop(state: &mut State, id: TableId, node: &ast::DropColumn, record: &mut Record) -> Done {
    let column = syntax::name_of(node.column_name_ref()).unwrap_or_else(|| Name::new(""));
    let behavior = guard::behavior(node.drop_behavior());
    let Some(owner) = state.table(id) else { return Ok(()) };
    let found = owner.column(column.as_str());
    let guard = guard::drop(node.if_exists(), found);
    let object = ObjectRef::member(ObjectKind::Column, &owner.name, &column);
    match found {
        None if guard == Guard::None => {
            return Err(Refusal::missing_member(ObjectKind::Column, &owner.name, &column));
        }
        None => {}
        Some(_) => dependents::drop_column(state, id, &column, behavior)?,
    }
    record.add(object, Action::Column(ColumnAction::Drop { behavior, guard }));
    Ok(())
}

/// `RENAME COLUMN`
pub(super) fn rename(state: &mut State, id: TableId, node: &ast::RenameColumn, record: &mut Record) -> Done {
    let from = syntax::name_of(node.column_name_ref()).unwrap_or_else(|| Name::new(""));
    let to = syntax::name_of(node.column_name()).unwrap_or_else(|| Name::new(""));
    let table = found(state, id, &from)?;
    let object = ObjectRef::member(ObjectKind::Column, &table, &from);
    if state.table(id).is_some_and(|t| t.column(to.as_str()).is_some()) {
        let message = format!("table {table} has a column {to} already");
        return Err(Refusal::new(Reason::DuplicateColumn, object, message));
    }
    rename::column(state, id, &from, &to);
    record.add(object, Action::Column(ColumnAction::Rename { to }));
    Ok(())
}

/// The name of the table, if it has the column.
pub(super) fn found(state: &State, id: TableId, column: &Name) -> Done<QualifiedName> {
    match state.table(id) {
        Some(table) if table.column(column.as_str()).is_some() => Ok(table.name.clone()),
        Some(table) => Err(Refusal::missing_member(ObjectKind::Column, &table.name, column)),
        None => Err(Refusal::missing(ObjectKind::Table, &QualifiedName::new("?", "?"))),
    }
}

/// `ALTER COLUMN`
pub(super) fn alter(state: &mut State, id: TableId, node: &ast::AlterColumn, record: &mut Record) -> Done {
    use ast::AlterColumnOption as O;
    let name = syntax::name_of(node.column_name_ref()).unwrap_or_else(|| Name::new(""));
    let table = found(state, id, &name)?;
    let object = ObjectRef::member(ObjectKind::Column, &table, &name);
    let Some(option) = node.option() else { return Ok(()) };
    let action = match option {
        O::SetType(set) => return set_type(state, id, &name, &set, record),
        O::SetNotNull(_) => {
            constraint::not_null(state, id, &name)?;
            ColumnAction::SetNotNull
        }
        O::DropNotNull(_) => {
            drop_not_null(state, id, &name)?;
            ColumnAction::DropNotNull
        }
        O::SetDefault(set) => {
            let data_type =
                state.table(id).and_then(|t| t.column(name.as_str())).map(|c| c.data_type.clone());
            let value = set.expr().zip(data_type).and_then(|(e, ty)| default::value(state, &e, &ty));
            let before = column_of(state, id, &name, |c| std::mem::replace(&mut c.default, value)).flatten();
            ColumnAction::SetDefault { before }
        }
        O::DropDefault(_) => {
            column_of(state, id, &name, |c| c.default = None);
            ColumnAction::DropDefault
        }
        O::DropExpression(_) => {
            column_of(state, id, &name, |c| c.generated = None);
            ColumnAction::DropExpression
        }
        O::SetExpression(set) => {
            let expression = set.expr().map(|e| Expr::new(syntax::text(e.syntax())));
            column_of(state, id, &name, |c| {
                let kind = c.generated.as_ref().map_or(GeneratedKind::Stored, |g| g.kind);
                c.generated = expression.map(|expression| Generated { expression, kind });
            });
            ColumnAction::SetExpression
        }
        O::AddGenerated(node) => return identity::add(state, id, &name, &node, record),
        O::DropIdentity(node) => return identity::drop(state, id, &name, &node, record),
        O::SetGenerated(node) => {
            identity::set_kind(state, id, &name, node.generated_when());
            ColumnAction::SetIdentityKind
        }
        O::SetGeneratedOptions(node) => return identity::set(state, id, &name, &node, record),
        O::SetSequenceOption(node) => {
            return identity::count(state, id, &name, node.sequence_option().into_iter().collect(), record);
        }
        O::Restart(_) => ColumnAction::IdentityOptions,
        O::SetStatistics(set) => {
            let value = set.expr().map(|e| syntax::text(e.syntax())).filter(|value| value != "-1");
            setting::of_column(state, &table, &name, "column statistics", value.as_deref());
            ColumnAction::Statistics
        }
        O::SetStorage(set) => {
            storage(state, id, &table, &name, &syntax::text(set.syntax()));
            ColumnAction::Storage
        }
        O::SetCompression(set) => {
            let value = syntax::text(set.syntax()).to_lowercase();
            let value = value.rsplit(char::is_whitespace).next().filter(|word| *word != "default");
            setting::of_column(state, &table, &name, "column compression", value);
            ColumnAction::Compression
        }
        O::SetOptions(set) => {
            let options = crate::storage::options(set.attribute_list());
            let shown: Vec<String> = options.iter().map(|(name, value)| format!("{name}={value}")).collect();
            setting::of_column(state, &table, &name, "column options", Some(&shown.join(", ")));
            ColumnAction::Options
        }
        O::ResetOptions(_) => {
            setting::of_column(state, &table, &name, "column options", None);
            ColumnAction::Options
        }
        O::SetOptionsList(_) | O::Inherit(_) | O::NoInherit(_) => ColumnAction::Options,
    };
    record.add(object, Action::Column(action));
    Ok(())
}

fn storage(state: &mut State, id: TableId, table: &QualifiedName, name: &Name, text: &str) {
    let word = text.to_lowercase();
    let word = word.rsplit(char::is_whitespace).next().unwrap_or_default();
    let column = state.table(id).and_then(|t| t.column(name.as_str()));
    let usual = column.map_or("extended", |c| setting::usual_storage(&c.data_type));
    let value = Some(word).filter(|word| *word != usual && *word != "default");
    setting::of_column(state, table, name, "column storage", value);
}

/// Changes one column.
pub(super) fn column_of<R>(
    state: &mut State,
    id: TableId,
    name: &Name,
    change: impl FnOnce(&mut icms_model::Column) -> R,
) -> Option<R> {
    state.catalogue.update_table(id, |table| table.column_mut(name.as_str()).map(change)).flatten()
}

fn drop_not_null(state: &mut State, id: TableId, name: &Name) -> Done {
    let Some(table) = state.table(id) else { return Ok(()) };
    let object = ObjectRef::member(ObjectKind::Column, &table.name, name);
    if table.primary_key.as_ref().is_some_and(|key| key.columns.contains(name)) {
        return Err(Refusal::invalid(object, format!("column {name} is part of the primary key")));
    }
    if table.column(name.as_str()).is_some_and(|c| c.identity.is_some()) {
        return Err(Refusal::invalid(object, format!("column {name} is an identity column")));
    }
    column_of(state, id, name, |column| column.not_null = false);
    Ok(())
}

fn set_type(state: &mut State, id: TableId, name: &Name, set: &ast::SetType, record: &mut Record) -> Done {
    let Some(ty) = set.ty() else { return Ok(()) };
    let after = types::resolve(state, &ty)?;
    let Some(table) = state.table(id) else { return Ok(()) };
    let object = ObjectRef::member(ObjectKind::Column, &table.name, name);
    let views = dependents::views_on(state, &table.name, Some(name));
    if let Some(view) = views.first().and_then(|id| state.catalogue.schema.views.get(*id)) {
        let message = format!("column {name} cannot change its type: view {} reads it", view.name);
        return Err(Refusal::invalid(object, message));
    }
    let collation = set.collate().and_then(|node| column::collation(state, &node));
    let using = set.using_expr().and_then(|u| u.expr()).map(|e| Expr::new(syntax::text(e.syntax())));
    let using = using.map_or(UsingClause::Implicit, UsingClause::Expression);
    let before = column_of(state, id, name, |column| {
        let before = std::mem::replace(&mut column.data_type, after.clone());
        let changed = before.unmodified() != after.unmodified();
        column.default =
            column.default.take().map(|d| if changed { default::retyped(d, &before) } else { d });
        // Without a clause the column gets the collation of its new type.
        column.collation = collation;
        if let (Some(identity), Some(builtin)) = (&mut column.identity, after.as_builtin()) {
            identity::retype(&mut identity.options, builtin);
        }
        before
    });
    let Some(before) = before else { return Ok(()) };
    index::retyped(state, id, name);
    record.add(object, Action::Column(ColumnAction::Type { types: Pair::new(before, after), using }));
    Ok(())
}
