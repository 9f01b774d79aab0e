//! Indexes that no constraint owns.

use icms_model::effect::{Action, Behavior, Guard, IndexAction};
use icms_model::{
    DataType, Expr, Index, IndexKey, IndexState, KeyPart, NullsOrder, ObjectKind, ObjectRef, QualifiedName,
    SortOrder, Table, Text, Uniqueness, default_operator_class, is_default_operator_class,
};
use icms_sql::tree::{AstNode, ast};
use icms_sql::{Name, Suffix, implicit_name};

use crate::catalogue::Relation;
use crate::refusal::{Done, Refusal};
use crate::state::{Record, State};
use crate::{column, guard, naming, session, storage, syntax, unique, unmanaged};

/// `CREATE INDEX`
pub(crate) fn create(state: &mut State, statement: &ast::CreateIndex, record: &mut Record) -> Done {
    let path = syntax::path_of(statement.table_relation_name().and_then(|r| r.table_name_ref()));
    let (on, relation) = state.need_relation(&path, ObjectKind::Table)?;
    let written = syntax::name_of(statement.index());
    let found = written.as_ref().and_then(|name| state.catalogue.relation(&on.sibling(name.clone())));
    let guard = guard::create(statement.if_not_exists(), found.as_ref());
    let build = guard::build(statement.concurrently_token());
    let action = Action::Index(IndexAction::Create { build, guard });
    if let (Some(name), Some(_)) = (&written, &found) {
        if guard == Guard::None {
            return Err(Refusal::taken(ObjectKind::Index, &on.sibling(name.clone())));
        }
        record.add(ObjectRef::member(ObjectKind::Index, &on, name), action);
        return Ok(());
    }
    match relation {
        Relation::Table(id) => {
            let Some(table) = state.table(id) else { return Ok(()) };
            let index = read(state, statement, &on, Some(table))?;
            record.add(ObjectRef::member(ObjectKind::Index, &on, &index.name), action);
            state.catalogue.update_table(id, |table| table.indexes.push(index));
        }
        Relation::View(id) => {
            let index = read(state, statement, &on, None)?;
            record.add(ObjectRef::member(ObjectKind::Index, &on, &index.name), action);
            state.catalogue.update_view(id, |view| view.indexes.push(index));
        }
        Relation::Hidden => session::nothing(state, record),
        Relation::Unmanaged => {
            let items: Vec<_> =
                statement.partition_item_list().into_iter().flat_map(|l| l.partition_items()).collect();
            let name = on.sibling(written.unwrap_or_else(|| implicit(state, &on, &items, &[])));
            state.catalogue.hide(name.clone(), Relation::Hidden);
            let name = name.to_string();
            let object = ObjectRef::qualified(ObjectKind::Table, &on);
            unmanaged::note(record, object, "CREATE INDEX".to_owned(), "index", &name);
        }
        Relation::Sequence(_)
        | Relation::Index(_)
        | Relation::Key(_)
        | Relation::Identity(..)
        | Relation::ViewIndex(_) => {
            let object = ObjectRef::qualified(ObjectKind::Table, &on);
            return Err(Refusal::invalid(object, format!("{on} is not a table")));
        }
    }
    Ok(())
}

fn read(
    state: &State,
    statement: &ast::CreateIndex,
    on: &QualifiedName,
    table: Option<&Table>,
) -> Done<Index> {
    let method = syntax::name_of(statement.using_method().and_then(|u| u.access_method_ref()));
    let method =
        method.map_or_else(|| Name::new("btree"), |m| if m == "rtree" { Name::new("gist") } else { m });
    let items: Vec<_> =
        statement.partition_item_list().into_iter().flat_map(|l| l.partition_items()).collect();
    let keys: Vec<IndexKey> = items.iter().map(|item| key(state, item, &method, table)).collect();
    let include = statement.index_include_clause().and_then(|c| c.partition_item_list());
    let include: Vec<Name> =
        include.into_iter().flat_map(|l| l.partition_items()).map(|i| syntax::name(i.syntax())).collect();
    if let Some(table) = table {
        let columns = keys.iter().filter_map(|key| match &key.part {
            KeyPart::Column(name) => Some(name),
            KeyPart::Expression(_) => None,
        });
        unique::check_columns(table, columns.chain(&include))?;
    }
    let name = match syntax::name_of(statement.index()) {
        Some(name) => name,
        None => implicit(state, on, &items, &include),
    };
    let uniqueness = match statement.unique_token() {
        Some(_) => Uniqueness::Unique(unique::nulls(statement.nulls_distinct_option())),
        None => Uniqueness::Plain,
    };
    let predicate =
        statement.where_clause().and_then(|w| w.expr()).map(|e| Expr::new(syntax::text(e.syntax())));
    let options = storage::options(statement.with_params().and_then(|w| w.attribute_list()));
    Ok(Index {
        name,
        uniqueness,
        method,
        keys,
        include,
        predicate,
        options,
        state: IndexState::Valid,
        comment: None,
    })
}

/// The name that PostgreSQL makes up.
fn implicit(state: &State, on: &QualifiedName, items: &[ast::PartitionItem], include: &[Name]) -> Name {
    let figured = items.iter().map(|item| {
        let name = item.expr().as_ref().and_then(naming::of);
        name.unwrap_or_else(|| Name::new("expr"))
    });
    let wanted: Vec<Name> = figured.chain(include.iter().cloned()).collect();
    let names = icms_sql::index_column_names(&wanted);
    implicit_name(on.name.as_str(), &names, Suffix::Index, |name| {
        state.catalogue.has_relation(&on.sibling(name))
    })
}

fn key(state: &State, item: &ast::PartitionItem, method: &Name, table: Option<&Table>) -> IndexKey {
    let mut expression = item.expr();
    let mut collate = item.collate();
    if let Some(ast::Expr::Collate(node)) = &expression {
        collate = Some(node.clone());
        expression = node.expr();
    }
    let part = expression.map_or_else(|| KeyPart::Column(syntax::name(item.syntax())), |e| part(&e));
    let data_type = match &part {
        KeyPart::Column(name) => table.and_then(|t| t.column(name.as_str())).map(|c| &c.data_type),
        KeyPart::Expression(_) => None,
    };
    let own = match &part {
        KeyPart::Column(name) => {
            table.and_then(|t| t.column(name.as_str())).and_then(|c| c.collation.clone())
        }
        KeyPart::Expression(_) => None,
    };
    let collation = collate.map(|node| syntax::path_of(node.collation_ref()));
    let collation =
        collation.and_then(|path| column::named_collation(state, &path)).filter(|c| own.as_ref() != Some(c));
    let order = match item.sort_order() {
        Some(ast::SortOrder::SortDesc(_)) => SortOrder::Descending,
        Some(ast::SortOrder::SortAsc(_) | ast::SortOrder::SortUsing(_)) | None => SortOrder::Ascending,
    };
    let nulls = match item.nulls_order() {
        Some(ast::NullsOrder::NullsFirst(_)) => NullsOrder::First,
        Some(ast::NullsOrder::NullsLast(_)) => NullsOrder::Last,
        None => order.default_nulls(),
    };
    let class = syntax::path_of(item.op_class_ref()).pop();
    let class = class.filter(|class| !is_default_class(state, method, data_type, class));
    IndexKey {
        part,
        collation,
        operator_class: class,
        operator_class_options: class_options(item.attribute_list()),
        order,
        nulls,
    }
}

fn class_options(list: Option<ast::AttributeList>) -> Vec<(Text, Text)> {
    storage::options(list)
}

/// Whether an operator class is the one that PostgreSQL takes anyway.
fn is_default_class(state: &State, method: &Name, data_type: Option<&DataType>, class: &Name) -> bool {
    let own = data_type.and_then(|data_type| own_class(state, method, data_type));
    is_default_operator_class(method.as_str(), class.as_str()) && own.is_none_or(|own| *class == own)
}

fn own_class(state: &State, method: &Name, data_type: &DataType) -> Option<&'static str> {
    let is_enum = data_type.user_type().is_some_and(|name| state.catalogue.schema.enums.find(name).is_some());
    if is_enum && data_type.array == icms_model::Array::No {
        return matches!(method.as_str(), "btree" | "hash").then_some("enum_ops");
    }
    default_operator_class(method.as_str(), data_type)
}

/// After a column got another type its indexes are built anew, with the operator classes of that type.
pub(crate) fn retyped(state: &mut State, id: icms_model::TableId, column: &Name) {
    let is_column = |part: &KeyPart| matches!(part, KeyPart::Column(name) if name == column);
    let kept = |state: &State, index: &Index, key: &IndexKey| {
        let ty = state.table(id).and_then(|t| t.column(column.as_str())).map(|c| c.data_type.clone());
        key.operator_class.clone().filter(|class| !is_default_class(state, &index.method, ty.as_ref(), class))
    };
    let Some(table) = state.table(id).cloned() else { return };
    for index in table.indexes.iter().filter(|i| i.keys.iter().any(|k| is_column(&k.part))) {
        let classes: Vec<_> = index.keys.iter().map(|key| kept(state, index, key)).collect();
        state.catalogue.update_table(id, |table| {
            for index in table.indexes.iter_mut().filter(|i| i.name == index.name) {
                for (key, class) in
                    index.keys.iter_mut().zip(&classes).filter(|(key, _)| is_column(&key.part))
                {
                    key.operator_class = class.clone();
                }
            }
        });
    }
}

/// A column, written bare or in parentheses, or an expression without its outer parentheses.
fn part(expression: &ast::Expr) -> KeyPart {
    match expression {
        ast::Expr::NameRef(name) => KeyPart::Column(syntax::name(name.syntax())),
        ast::Expr::ParenExpr(paren) => match paren.expr() {
            Some(inner) => part(&inner),
            None => KeyPart::Expression(Expr::new(syntax::text(paren.syntax()))),
        },
        other => KeyPart::Expression(Expr::new(syntax::text(other.syntax()))),
    }
}

/// `DROP INDEX`
pub(crate) fn drop(state: &mut State, statement: &ast::DropIndex, record: &mut Record) -> Done {
    let behavior = guard::behavior(statement.drop_behavior());
    let build = guard::build(statement.concurrently_token());
    for reference in statement.index_refs() {
        let path = syntax::path(reference.syntax());
        let found = state.relation(&path);
        let guard = guard::drop(statement.if_exists(), found.as_ref());
        let action = Action::Index(IndexAction::Drop { build, behavior, guard });
        let Some((name, relation)) = found else {
            let name = state.best_guess(&path);
            if guard == Guard::None {
                return Err(Refusal::missing(ObjectKind::Index, &name));
            }
            record.add(ObjectRef::qualified(ObjectKind::Index, &name), action);
            continue;
        };
        let object = state.catalogue.object(&name, &relation);
        drop_one(state, &name, &relation, behavior, &object)?;
        record.add(object, action);
    }
    Ok(())
}

fn drop_one(
    state: &mut State,
    name: &QualifiedName,
    relation: &Relation,
    behavior: Behavior,
    object: &ObjectRef,
) -> Done {
    match relation {
        Relation::Index(id) => {
            let keys = held_keys(state, *id, &name.name);
            let shown: Vec<String> = keys.iter().map(|(_, key)| format!("foreign key {key}")).collect();
            crate::dependents::check(object, &shown, behavior)?;
            keys.iter().for_each(|(id, key)| crate::dependents::remove_foreign_key(state, *id, key));
            state.catalogue.update_table(*id, |table| table.indexes.retain(|index| index.name != name.name));
            Ok(())
        }
        Relation::ViewIndex(id) => {
            state.catalogue.update_view(*id, |view| view.indexes.retain(|index| index.name != name.name));
            Ok(())
        }
        Relation::Key(_) => {
            let message = format!("index {name} belongs to a constraint: drop that instead");
            Err(Refusal::new(crate::refusal::Reason::Dependents, object.clone(), message))
        }
        Relation::Hidden | Relation::Unmanaged => Ok(()),
        Relation::Table(_) | Relation::View(_) | Relation::Sequence(_) | Relation::Identity(..) => {
            Err(Refusal::invalid(object.clone(), format!("{name} is not an index")))
        }
    }
}

/// Foreign keys that only this unique index makes possible.
fn held_keys(state: &State, id: icms_model::TableId, index: &Name) -> Vec<(icms_model::TableId, Name)> {
    let Some(table) = state.table(id) else { return Vec::new() };
    let Some(found) = table.indexes.iter().find(|i| i.name == *index) else { return Vec::new() };
    let columns: Vec<Name> = found
        .keys
        .iter()
        .filter_map(|key| match &key.part {
            KeyPart::Column(name) => Some(name.clone()),
            KeyPart::Expression(_) => None,
        })
        .collect();
    let whole = matches!(found.uniqueness, Uniqueness::Unique(_))
        && found.predicate.is_none()
        && columns.len() == found.keys.len();
    if !whole {
        return Vec::new();
    }
    crate::dependents::foreign_keys_on_key(state, id, &columns, index)
}

/// `ALTER INDEX`
pub(crate) fn alter(state: &mut State, statement: &ast::AlterIndex, record: &mut Record) -> Done {
    let path = syntax::path_of(statement.index_ref());
    let Some((name, relation)) = state.relation(&path) else {
        let name = state.best_guess(&path);
        let attaches = matches!(statement.action(), Some(ast::AlterIndexAction::AttachIndexPartition(_)));
        // The indexes of partitioned tables are not known here one by one.
        if statement.if_exists().is_some() || path.is_empty() || attaches {
            record.add(ObjectRef::qualified(ObjectKind::Index, &name), Action::Session);
            return Ok(());
        }
        return Err(Refusal::missing(ObjectKind::Index, &name));
    };
    let object = state.catalogue.object(&name, &relation);
    match statement.action() {
        Some(ast::AlterIndexAction::IndexRenameTo(action)) => {
            let to = syntax::name_of(action.index()).unwrap_or_else(|| Name::new(""));
            rename(state, &name, &relation, &to)?;
            record.add(object, Action::Index(IndexAction::Rename(to)));
        }
        Some(ast::AlterIndexAction::SetOptions(action)) => {
            let written = storage::options(action.attribute_list());
            change(state, &name.name, &relation, |index| storage::set(&mut index.options, written.clone()));
            record.add(object, Action::Index(IndexAction::Options));
        }
        Some(ast::AlterIndexAction::ResetOptions(action)) => {
            let written = storage::options(action.attribute_list());
            change(state, &name.name, &relation, |index| storage::reset(&mut index.options, &written));
            record.add(object, Action::Index(IndexAction::Options));
        }
        Some(ast::AlterIndexAction::AttachIndexPartition(_)) => {
            record.add(object, Action::Index(IndexAction::Attach));
        }
        Some(
            ast::AlterIndexAction::AlterSetStatistics(_)
            | ast::AlterIndexAction::DependsOnExtension(_)
            | ast::AlterIndexAction::NoDependsOnExtension(_)
            | ast::AlterIndexAction::SetTablespace(_),
        )
        | None => record.add(object, Action::Session),
    }
    Ok(())
}

/// Gives an index, or the constraint that owns it, another name.
pub(crate) fn rename(state: &mut State, name: &QualifiedName, relation: &Relation, to: &Name) -> Done {
    if name.name != *to && state.catalogue.has_relation(&name.sibling(to.clone())) {
        return Err(Refusal::taken(ObjectKind::Index, &name.sibling(to.clone())));
    }
    match relation {
        Relation::Key(id) => {
            state.catalogue.update_table(*id, |table| {
                table
                    .primary_key
                    .iter_mut()
                    .filter(|k| k.name == name.name)
                    .for_each(|k| k.name = to.clone());
                table.uniques.iter_mut().filter(|u| u.name == name.name).for_each(|u| u.name = to.clone());
            });
        }
        Relation::Index(_) | Relation::ViewIndex(_) => {
            change(state, &name.name, relation, |index| index.name = to.clone());
        }
        Relation::Table(_)
        | Relation::View(_)
        | Relation::Sequence(_)
        | Relation::Identity(..)
        | Relation::Unmanaged
        | Relation::Hidden => {}
    }
    Ok(())
}

fn change(state: &mut State, name: &Name, relation: &Relation, change: impl Fn(&mut Index)) {
    let all = |indexes: &mut Vec<Index>| indexes.iter_mut().filter(|i| i.name == *name).for_each(&change);
    match relation {
        Relation::Index(id) => {
            state.catalogue.update_table(*id, |table| all(&mut table.indexes));
        }
        Relation::ViewIndex(id) => {
            state.catalogue.update_view(*id, |view| all(&mut view.indexes));
        }
        Relation::Table(_)
        | Relation::View(_)
        | Relation::Sequence(_)
        | Relation::Key(_)
        | Relation::Identity(..)
        | Relation::Unmanaged
        | Relation::Hidden => {}
    }
}

/// `REINDEX`
pub(crate) fn reindex(state: &State, statement: &ast::Reindex, record: &mut Record) -> Done {
    let target = statement.reindex_target();
    let concurrently = target.as_ref().and_then(ast::ReindexTarget::concurrently_token);
    let build = guard::build(concurrently);
    let object = match target {
        Some(ast::ReindexTarget::ReindexTargetIndex(target)) => {
            let path = syntax::path_of(target.index_ref());
            let (name, relation) = state.need_relation(&path, ObjectKind::Index)?;
            state.catalogue.object(&name, &relation)
        }
        Some(ast::ReindexTarget::ReindexTargetTable(target)) => {
            let path = syntax::path_of(target.table_name_ref());
            let (name, _) = state.need_relation(&path, ObjectKind::Table)?;
            ObjectRef::qualified(ObjectKind::Table, &name)
        }
        _ => state.place(),
    };
    record.add(object, Action::Index(IndexAction::Reindex(build)));
    Ok(())
}
