//! Tables: created, dropped.

use icms_model::effect::{Action, Behavior, ConstraintBuild, Guard, TableAction};
use icms_model::{
    Column, DefaultValue, Index, KeyPart, ObjectKind, ObjectRef, Persistence, QualifiedName, Table, TableId,
};
use icms_sql::tree::{AstNode, ast};
use icms_sql::{Name, Suffix, implicit_name};

use crate::catalogue::Relation;
use crate::column::NewColumn;
use crate::constraint::{self, Written};
use crate::refusal::{Done, Refusal};
use crate::session::TEMPORARY;
use crate::state::{Record, State};
use crate::unmanaged::setting;
use crate::{dependents, expression, guard, sequence, session, storage, syntax, unmanaged};

/// `CREATE TABLE`
pub(crate) fn create(state: &mut State, statement: &ast::CreateTable, record: &mut Record) -> Done {
    let path = syntax::path_of(statement.table_name());
    if let Some(hidden) = hidden(state, &path, statement.persistence().as_ref())? {
        state.catalogue.hide(hidden, Relation::Hidden);
        session::nothing(state, record);
        return Ok(());
    }
    let name = state.new_name(&path)?;
    let object = ObjectRef::qualified(ObjectKind::Table, &name);
    let found = state.catalogue.relation(&name);
    let guard = guard::create(statement.if_not_exists(), found.as_ref());
    if found.is_some() {
        if guard == Guard::None {
            return Err(Refusal::taken(ObjectKind::Table, &name));
        }
        record.add(object, Action::Table(TableAction::Create { guard }));
        return Ok(());
    }
    if let Some(kind) = special(statement) {
        let definition = syntax::statement_text(statement.syntax());
        unmanaged::note(record, object, "CREATE TABLE".to_owned(), kind, &name.to_string());
        unmanaged::list_table(state, kind, &name, Some(definition));
        return Ok(());
    }
    let mut table = Table::new(name.clone());
    table.persistence = persistence(statement.persistence().as_ref());
    if let Some(ast::TableParams::WithParams(params)) = statement.table_params() {
        table.options = storage::options(params.attribute_list());
    }
    let id = state.catalogue.insert_table(table);
    let elements = statement.table_arg_list().map(|list| list.args().collect()).unwrap_or_default();
    if let Err(refusal) = fill(state, id, &name, elements) {
        // What was made for it goes with it: nothing depends on it yet.
        dependents::drop_tables(state, &[id], Behavior::Cascade)?;
        return Err(refusal);
    }
    let space = statement.tablespace_clause().and_then(|clause| syntax::name_of(clause.tablespace_ref()));
    let space = space.filter(|space| *space != "pg_default");
    setting::of_table(state, &name, "tablespace", space.as_ref().map(Name::as_str));
    let method = statement.using_method().and_then(|using| syntax::name_of(using.access_method_ref()));
    let method = method.filter(|method| *method != "heap");
    setting::of_table(state, &name, "access method", method.as_ref().map(Name::as_str));
    record.add(object, Action::Table(TableAction::Create { guard }));
    Ok(())
}

/// The name of a table that is no object of the schema: temporary, or a ledger.
pub(crate) fn hidden(
    state: &State,
    path: &[Name],
    persistence: Option<&ast::Persistence>,
) -> Done<Option<QualifiedName>> {
    let own = path.last().cloned().unwrap_or_else(|| Name::new(""));
    let temporary = matches!(persistence, Some(ast::Persistence::Temp(_)))
        || path.first().is_some_and(|n| *n == TEMPORARY && path.len() > 1);
    if temporary {
        return Ok(Some(QualifiedName::new(TEMPORARY, own)));
    }
    let name = state.new_name(path)?;
    Ok(State::is_ledger(&name).then_some(name))
}

pub(crate) const fn persistence(written: Option<&ast::Persistence>) -> Persistence {
    match written {
        Some(ast::Persistence::Unlogged(_)) => Persistence::Unlogged,
        Some(ast::Persistence::Temp(_)) | None => Persistence::Permanent,
    }
}

/// What PostgreSQL calls a table that is not an ordinary one.
fn special(statement: &ast::CreateTable) -> Option<&'static str> {
    if statement.partition_by().is_some() {
        return Some("partitioned table");
    }
    if statement.partition_of().is_some() {
        return Some("partition");
    }
    if statement.inherits().is_some() {
        return Some("inherited table");
    }
    statement.of_type().map(|_| "typed table")
}

fn fill(state: &mut State, id: TableId, name: &QualifiedName, elements: Vec<ast::TableArg>) -> Done {
    let persistence = state.table(id).map_or(Persistence::Permanent, |table| table.persistence);
    let mut written: Vec<Written> = Vec::new();
    let mut likes = Vec::new();
    for element in elements {
        match element {
            ast::TableArg::Column(node) => {
                let new = NewColumn::listed(&node);
                let column = new.build(state, name, persistence)?;
                written.extend(new.written());
                add_column(state, id, column)?;
            }
            ast::TableArg::TableConstraint(node) => {
                if let Some(node) = ast::Constraint::cast(node.syntax().clone()) {
                    written.push(Written::new(node, None));
                }
            }
            ast::TableArg::LikeClause(like) => likes.push(copy_columns(state, id, &like)?),
        }
    }
    for one in written.iter().filter(|one| matches!(one.node, ast::Constraint::NotNullConstraint(_))) {
        constraint::add(state, id, one, &ConstraintBuild::Immediate, &mut Record::default())?;
    }
    constraint::add_all(state, id, written, &ConstraintBuild::Immediate, &mut Record::default())?;
    for (source, parts) in likes {
        copy_members(state, id, &source, &parts);
    }
    Ok(())
}

/// Adds a column at the end.
pub(crate) fn add_column(state: &mut State, id: TableId, column: Column) -> Done {
    let Some(table) = state.table(id) else { return Ok(()) };
    if table.column(column.name.as_str()).is_some() {
        let object = ObjectRef::member(ObjectKind::Column, &table.name, &column.name);
        let message = format!("table {} has a column {} already", table.name, column.name);
        return Err(Refusal::new(crate::refusal::Reason::DuplicateColumn, object, message));
    }
    state.catalogue.update_table(id, |table| table.columns.push(column));
    Ok(())
}

/// What `LIKE` takes along besides columns.
#[derive(Debug, Clone, Copy, Default)]
struct Parts {
    comments: Taken,
    checks: Taken,
    defaults: Taken,
    generated: Taken,
    identity: Taken,
    indexes: Taken,
}

/// `INCLUDING` or `EXCLUDING`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Taken {
    #[default]
    Excluding,
    Including,
}

fn parts(like: &ast::LikeClause) -> Parts {
    let mut parts = Parts::default();
    for option in like.like_options() {
        let (taken, property) = match option {
            ast::LikeOption::IncludingProperty(option) => (Taken::Including, option.table_property()),
            ast::LikeOption::ExcludingProperty(option) => (Taken::Excluding, option.table_property()),
        };
        match property {
            Some(ast::TableProperty::PropertyAll(_)) => {
                parts = Parts {
                    comments: taken,
                    checks: taken,
                    defaults: taken,
                    generated: taken,
                    identity: taken,
                    indexes: taken,
                };
            }
            Some(ast::TableProperty::PropertyComments(_)) => parts.comments = taken,
            Some(ast::TableProperty::PropertyConstraints(_)) => parts.checks = taken,
            Some(ast::TableProperty::PropertyDefaults(_)) => parts.defaults = taken,
            Some(ast::TableProperty::PropertyGenerated(_)) => parts.generated = taken,
            Some(ast::TableProperty::PropertyIdentity(_)) => parts.identity = taken,
            Some(ast::TableProperty::PropertyIndexes(_)) => parts.indexes = taken,
            Some(
                ast::TableProperty::PropertyCompression(_)
                | ast::TableProperty::PropertyStatistics(_)
                | ast::TableProperty::PropertyStorage(_),
            )
            | None => {}
        }
    }
    parts
}

fn copy_columns(state: &mut State, id: TableId, like: &ast::LikeClause) -> Done<(Table, Parts)> {
    let path = syntax::path_of(like.relation_name_ref());
    let (name, relation) = state.need_relation(&path, ObjectKind::Table)?;
    let Relation::Table(source) = relation else {
        let message = format!("the columns of {name} are not known");
        return Err(Refusal::opaque(icms_model::effect::Opaque::Unknown, message));
    };
    let Some(source) = state.table(source).cloned() else {
        return Err(Refusal::missing(ObjectKind::Table, &name));
    };
    let parts = parts(like);
    let Some(target) = state.table(id).map(|table| table.name.clone()) else { return Ok((source, parts)) };
    for column in &source.columns {
        let mut copy = column.clone();
        let computed = matches!(copy.default, Some(DefaultValue::Nextval(_) | DefaultValue::Expression(_)));
        if computed && parts.defaults == Taken::Excluding {
            copy.default = None;
        }
        if parts.generated == Taken::Excluding {
            copy.generated = None;
        }
        if parts.comments == Taken::Excluding {
            copy.comment = None;
        }
        copy.identity = copy.identity.filter(|_| parts.identity == Taken::Including);
        if let Some(identity) = &mut copy.identity {
            identity.sequence = sequence::implicit(state, &target, &column.name);
            // PostgreSQL copies the bounds but not the type: the new sequence is a bigint one.
            identity.options.data_type = icms_model::Builtin::Int8;
        }
        add_column(state, id, copy)?;
    }
    Ok((source, parts))
}

fn copy_members(state: &mut State, id: TableId, source: &Table, parts: &Parts) {
    let Some(target) = state.table(id).map(|table| table.name.clone()) else { return };
    if parts.checks == Taken::Including {
        let copies = source.checks.iter().map(|check| {
            let comment = check.comment.clone().filter(|_| parts.comments == Taken::Including);
            icms_model::Check { comment, ..check.clone() }
        });
        let copies: Vec<_> = copies.collect();
        state.catalogue.update_table(id, |table| table.checks.extend(copies));
    }
    if parts.indexes == Taken::Excluding {
        return;
    }
    if let Some(key) = source.primary_key.clone() {
        let taken = |name: &str| crate::unique::is_taken(state, &target, name);
        let name = implicit_name::<&str>(target.name.as_str(), &[], Suffix::PrimaryKey, taken);
        state.catalogue.update_table(id, |table| {
            for column in table.columns.iter_mut().filter(|c| key.columns.contains(&c.name)) {
                column.not_null = true;
            }
            table.primary_key = Some(icms_model::PrimaryKey { name, comment: None, ..key });
        });
    }
    for unique in source.uniques.clone() {
        let all: Vec<Name> = unique.columns.iter().chain(&unique.include).cloned().collect();
        let taken = |name: &str| crate::unique::is_taken(state, &target, name);
        let name = implicit_name(target.name.as_str(), &all, Suffix::Unique, taken);
        state.catalogue.update_table(id, |table| {
            table.uniques.push(icms_model::Unique { name, comment: None, ..unique });
        });
    }
    for index in source.indexes.clone() {
        let wanted: Vec<Name> = index_columns(&index);
        let names = icms_sql::index_column_names(&wanted);
        let taken = |name: &str| state.catalogue.has_relation(&target.sibling(name));
        let name = implicit_name(target.name.as_str(), &names, Suffix::Index, taken);
        let comment = index.comment.clone().filter(|_| parts.comments == Taken::Including);
        state.catalogue.update_table(id, |table| table.indexes.push(Index { name, comment, ..index }));
    }
}

fn index_columns(index: &Index) -> Vec<Name> {
    let keys = index.keys.iter().map(|key| match &key.part {
        KeyPart::Column(name) => name.clone(),
        KeyPart::Expression(e) => expression::value_name(e).unwrap_or_else(|| Name::new("expr")),
    });
    keys.chain(index.include.iter().cloned()).collect()
}

/// `DROP TABLE`
pub(crate) fn drop(state: &mut State, statement: &ast::DropTable, record: &mut Record) -> Done {
    let behavior = guard::behavior(statement.drop_behavior());
    let mut ids = Vec::new();
    let mut effects = Vec::new();
    for reference in statement.table_name_refs() {
        let path = syntax::path(reference.syntax());
        let found = state.relation(&path);
        let guard = guard::drop(statement.if_exists(), found.as_ref());
        let action = Action::Table(TableAction::Drop { behavior, guard });
        let name = found.as_ref().map_or_else(|| state.best_guess(&path), |(name, _)| name.clone());
        let object = ObjectRef::qualified(ObjectKind::Table, &name);
        match found {
            Some((_, Relation::Table(id))) => ids.push(id),
            Some((_, Relation::Hidden)) => {
                if !State::is_ledger(&name) {
                    state.catalogue.unhide(&name);
                }
                session::nothing(state, record);
                continue;
            }
            Some((_, Relation::Unmanaged)) => {
                unmanaged::note(record, object, "DROP TABLE".to_owned(), "table", &name.to_string());
                unmanaged::drop_relation(state, &name);
                continue;
            }
            Some((name, _)) => return Err(Refusal::invalid(object, format!("{name} is not a table"))),
            None if guard == Guard::None => return Err(Refusal::missing(ObjectKind::Table, &name)),
            None => {}
        }
        effects.push((object, action));
    }
    dependents::drop_tables(state, &ids, behavior)?;
    effects.into_iter().for_each(|(object, action)| record.add(object, action));
    Ok(())
}
