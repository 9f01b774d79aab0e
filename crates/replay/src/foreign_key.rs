//! Foreign keys.

use std::collections::BTreeSet;

use icms_model::effect::ConstraintBuild;
use icms_model::{
    ForeignKey, KeyPart, Match, ObjectKind, ObjectRef, ReferentialAction, Table, TableId, Uniqueness,
};
use icms_sql::tree::{AstNode, SyntaxNode, ast};
use icms_sql::{Name, Suffix, implicit_name};

use crate::catalogue::Relation;
use crate::constraint::{self, Written};
use crate::refusal::{Done, Refusal};
use crate::state::{Record, State};
use crate::{syntax, unique};

/// What a foreign key says, written at a column or at the table.
#[derive(Debug, Clone)]
pub(crate) struct Parts {
    columns: Vec<Name>,
    references: Vec<Name>,
    referenced: Vec<Name>,
    on_update: ReferentialAction,
    on_delete: ReferentialAction,
    on_delete_columns: Vec<Name>,
    matching: Match,
}

impl Parts {
    /// `FOREIGN KEY (…) REFERENCES …`
    pub(crate) fn of_table(node: &ast::ForeignKeyConstraint) -> Self {
        let list = |list: Option<ast::ForeignKeyColumnList>| {
            list.map(|list| syntax::names(list.column_name_refs())).unwrap_or_default()
        };
        let mut parts = Self::actions(node.syntax());
        parts.columns = list(node.from_columns());
        parts.references = syntax::path_of(node.table_name_ref());
        parts.referenced = list(node.to_columns());
        parts
    }

    /// `REFERENCES …` at a column.
    pub(crate) fn of_column(node: &ast::ReferencesConstraint, column: Option<Name>) -> Self {
        let mut parts = Self::actions(node.syntax());
        parts.columns = column.into_iter().collect();
        parts.references = syntax::path_of(node.table());
        parts.referenced = syntax::name_of(node.column()).into_iter().collect();
        parts
    }

    fn actions(node: &SyntaxNode) -> Self {
        let mut parts = Self {
            columns: Vec::new(),
            references: Vec::new(),
            referenced: Vec::new(),
            on_update: ReferentialAction::NoAction,
            on_delete: ReferentialAction::NoAction,
            on_delete_columns: Vec::new(),
            matching: Match::Simple,
        };
        for action in node.children().filter_map(ast::ReferentialAction::cast) {
            match action {
                ast::ReferentialAction::OnDeleteAction(action) => {
                    (parts.on_delete, parts.on_delete_columns) = referential(action.ref_action());
                }
                ast::ReferentialAction::OnUpdateAction(action) => {
                    (parts.on_update, _) = referential(action.ref_action());
                }
            }
        }
        if node.children().any(|child| ast::MatchFull::can_cast(child.kind())) {
            parts.matching = Match::Full;
        }
        parts
    }
}

fn referential(action: Option<ast::RefAction>) -> (ReferentialAction, Vec<Name>) {
    let columns = |list: Option<ast::ColumnRefList>| {
        list.map(|list| syntax::names(list.column_name_refs())).unwrap_or_default()
    };
    match action {
        Some(ast::RefAction::Cascade(_)) => (ReferentialAction::Cascade, Vec::new()),
        Some(ast::RefAction::Restrict(_)) => (ReferentialAction::Restrict, Vec::new()),
        Some(ast::RefAction::SetNullColumns(set)) => {
            (ReferentialAction::SetNull, columns(set.column_ref_list()))
        }
        Some(ast::RefAction::SetDefaultColumns(set)) => {
            (ReferentialAction::SetDefault, columns(set.column_ref_list()))
        }
        Some(ast::RefAction::NoAction(_)) | None => (ReferentialAction::NoAction, Vec::new()),
    }
}

/// Adds a foreign key.
pub(crate) fn add(
    state: &mut State,
    id: TableId,
    written: &Written,
    parts: Parts,
    build: &ConstraintBuild,
    record: &mut Record,
) -> Done {
    let Some(table) = state.table(id) else { return Ok(()) };
    let table_name = table.name.clone();
    unique::check_columns(table, parts.columns.iter())?;
    let (references, relation) = state.need_relation(&parts.references, ObjectKind::Table)?;
    let referenced = match relation {
        Relation::Table(other) => {
            let referenced = state.table(other).map(|other| referenced(other, &parts)).transpose()?;
            referenced.unwrap_or_default()
        }
        Relation::Unmanaged | Relation::Hidden => parts.referenced.clone(),
        Relation::View(_)
        | Relation::Sequence(_)
        | Relation::Index(_)
        | Relation::Key(_)
        | Relation::Identity(..)
        | Relation::ViewIndex(_) => {
            let object = ObjectRef::qualified(ObjectKind::Table, &references);
            return Err(Refusal::invalid(object, format!("{references} is not a table")));
        }
    };
    let name = match written.name() {
        Some(name) => {
            constraint::check_name(state, id, ObjectKind::ForeignKey, &name)?;
            name
        }
        None => {
            let taken = |name: &str| state.catalogue.has_constraint(&table_name.namespace, name);
            implicit_name(table_name.name.as_str(), &parts.columns, Suffix::ForeignKey, taken)
        }
    };
    let options = written.options();
    let key = ForeignKey {
        name: name.clone(),
        columns: parts.columns,
        references,
        referenced,
        on_update: parts.on_update,
        on_delete: parts.on_delete,
        on_delete_columns: parts.on_delete_columns,
        matching: parts.matching,
        deferrable: constraint::deferrable(&options),
        validation: constraint::validation(&options),
        comment: None,
    };
    let build = constraint::build(build, key.validation);
    state.catalogue.update_table(id, |table| table.foreign_keys.push(key));
    constraint::added(record, ObjectKind::ForeignKey, &table_name, &name, build);
    Ok(())
}

/// The referenced columns, the primary key where none are written; they must be unique.
fn referenced(other: &Table, parts: &Parts) -> Done<Vec<Name>> {
    let object = ObjectRef::qualified(ObjectKind::Table, &other.name);
    if parts.referenced.is_empty() {
        return match &other.primary_key {
            Some(key) if key.columns.len() == parts.columns.len() => Ok(key.columns.clone()),
            Some(_) => Err(Refusal::invalid(object, "the foreign key and the primary key differ in length")),
            None => {
                Err(Refusal::invalid(object, format!("table {} has no primary key to refer to", other.name)))
            }
        };
    }
    unique::check_columns(other, parts.referenced.iter())?;
    let wanted: BTreeSet<&Name> = parts.referenced.iter().collect();
    if is_unique(other, &wanted) {
        return Ok(parts.referenced.clone());
    }
    Err(Refusal::invalid(object, format!("the referenced columns of {} are not unique", other.name)))
}

/// Whether a key or full unique index covers exactly these columns.
fn is_unique(table: &Table, wanted: &BTreeSet<&Name>) -> bool {
    let same = |columns: &[Name]| columns.iter().collect::<BTreeSet<_>>() == *wanted;
    let index = |index: &icms_model::Index| {
        let columns: Option<Vec<Name>> = index
            .keys
            .iter()
            .map(|key| match &key.part {
                KeyPart::Column(name) => Some(name.clone()),
                KeyPart::Expression(_) => None,
            })
            .collect();
        matches!(index.uniqueness, Uniqueness::Unique(_))
            && index.predicate.is_none()
            && columns.is_some_and(|columns| same(&columns))
    };
    table.primary_key.as_ref().is_some_and(|key| same(&key.columns))
        || table.uniques.iter().any(|unique| same(&unique.columns))
        || table.indexes.iter().any(index)
}
