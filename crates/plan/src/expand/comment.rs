//! Comments: with what is made, or on their own on what was there.

use icms_ddl::Statement;
use icms_ddl::comment::{Subject, set};
use icms_model::change::CommentChange;
use icms_model::{
    Enum, Extension, Function, Index, Namespace, ObjectKind, ObjectRef, QualifiedName, Schema, Sequence,
    Table, View,
};

use super::whole;
use crate::operation::{Operation, Rank};
use crate::scene::{Scene, function, view};

pub fn expand<'s>(scene: &Scene<'s>, change: &CommentChange) -> Vec<Operation<'s>> {
    let object = change.object.clone();
    if scene.is_made(&object) || !is_there(scene, &object) {
        return Vec::new();
    }
    let (text, goal) = (change.text.after.clone(), scene.goal);
    let title = format!("comment on {object}");
    let needed = whole(&object);
    let set =
        move |_: &_| on(goal, &object).map(|subject| set(&subject, text.as_deref())).into_iter().collect();
    vec![Operation::new(Rank::Comment, title, set).needing([needed])]
}

/// A comment on what goes goes along.
fn is_there(scene: &Scene<'_>, object: &ObjectRef) -> bool {
    on(scene.goal, object).is_some()
}

fn on<'s>(goal: &'s Schema, object: &'s ObjectRef) -> Option<Subject<'s>> {
    let last = object.path.last()?;
    match object.kind {
        ObjectKind::Namespace => goal.namespaces.named(last).map(|n| Subject::Namespace(&n.name)),
        ObjectKind::Extension => goal.extensions.named(last).map(|e| Subject::Extension(&e.name)),
        ObjectKind::Enum => goal.enums.named(&crate::key::qualified(object)?).map(|e| Subject::Enum(&e.name)),
        ObjectKind::Sequence => {
            goal.sequences.named(&crate::key::qualified(object)?).map(|s| Subject::Sequence(&s.name))
        }
        ObjectKind::Function => function(goal, object).map(|f| Subject::Function(f.kind, &f.signature)),
        ObjectKind::View => view(goal, object).map(|v| Subject::View(v.kind, &v.name)),
        ObjectKind::Table => goal.tables.named(&object.table()?).map(|t| Subject::Table(&t.name)),
        ObjectKind::Column => {
            if let Some(v) = view(goal, object) {
                return Some(Subject::Column(&v.name, last));
            }
            let table = goal.tables.named(&object.table()?)?;
            table.column(last.as_str()).map(|c| Subject::Column(&table.name, &c.name))
        }
        ObjectKind::Index => {
            let there = goal
                .tables
                .named(&object.table()?)
                .is_some_and(|t| t.indexes.iter().any(|i| i.name == *last))
                || crate::scene::view_index(goal, object).is_some();
            there.then(|| Subject::Index(QualifiedName::new(object.path[0].clone(), last.clone())))
        }
        ObjectKind::PrimaryKey | ObjectKind::Unique | ObjectKind::Check | ObjectKind::ForeignKey => {
            let table = goal.tables.named(&object.table()?)?;
            constraint_names(table, object.kind)
                .into_iter()
                .find(|name| *name == last)
                .map(|name| Subject::Constraint(&table.name, name))
        }
        ObjectKind::Comment => None,
    }
}

fn constraint_names(table: &Table, kind: ObjectKind) -> Vec<&icms_sql::Name> {
    match kind {
        ObjectKind::PrimaryKey => table.primary_key.iter().map(|c| &c.name).collect(),
        ObjectKind::Unique => table.uniques.iter().map(|c| &c.name).collect(),
        ObjectKind::Check => table.checks.iter().map(|c| &c.name).collect(),
        _ => table.foreign_keys.iter().map(|c| &c.name).collect(),
    }
}

pub fn on_namespace(object: &Namespace) -> Option<Statement> {
    object.comment.as_deref().map(|text| set(&Subject::Namespace(&object.name), Some(text)))
}

pub fn on_extension(object: &Extension) -> Option<Statement> {
    object.comment.as_deref().map(|text| set(&Subject::Extension(&object.name), Some(text)))
}

pub fn on_enum(object: &Enum) -> Option<Statement> {
    object.comment.as_deref().map(|text| set(&Subject::Enum(&object.name), Some(text)))
}

pub fn on_sequence(object: &Sequence) -> Option<Statement> {
    object.comment.as_deref().map(|text| set(&Subject::Sequence(&object.name), Some(text)))
}

pub fn on_function(object: &Function) -> Option<Statement> {
    object.comment.as_deref().map(|text| set(&Subject::Function(object.kind, &object.signature), Some(text)))
}

pub fn on_view(object: &View) -> Option<Statement> {
    object.comment.as_deref().map(|text| set(&Subject::View(object.kind, &object.name), Some(text)))
}

pub fn on_index(namespace: &icms_sql::Name, index: &Index) -> Option<Statement> {
    let name = QualifiedName { namespace: namespace.clone(), name: index.name.clone() };
    index.comment.as_deref().map(|text| set(&Subject::Index(name), Some(text)))
}

pub fn on_column(table: &QualifiedName, column: &icms_model::Column) -> Option<Statement> {
    column.comment.as_deref().map(|text| set(&Subject::Column(table, &column.name), Some(text)))
}

pub fn on_constraint(
    table: &QualifiedName,
    name: &icms_sql::Name,
    text: Option<&icms_model::Text>,
) -> Option<Statement> {
    text.map(|text| set(&Subject::Constraint(table, name), Some(text)))
}

/// On a new table and everything inside that is made with it.
pub fn on_table(table: &Table) -> Vec<Statement> {
    let own = table.comment.as_deref().map(|text| set(&Subject::Table(&table.name), Some(text)));
    let columns = table.columns.iter().filter_map(|c| on_column(&table.name, c));
    let constraint = |name, text| on_constraint(&table.name, name, text);
    let primary = table.primary_key.iter().filter_map(|c| constraint(&c.name, c.comment.as_ref()));
    let uniques = table.uniques.iter().filter_map(|c| constraint(&c.name, c.comment.as_ref()));
    let checks = table.checks.iter().filter_map(|c| constraint(&c.name, c.comment.as_ref()));
    own.into_iter().chain(columns).chain(primary).chain(uniques).chain(checks).collect()
}
