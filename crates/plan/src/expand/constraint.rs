//! What primary keys, uniques, checks and foreign keys have in common.

use icms_ddl::{Clause, foreign_key, table};
use icms_model::change::{Invert, ObjectChange};
use icms_model::{Member, MemberId, ObjectKind, ObjectRef, Schema, Table};

use super::{moved, whole};
use crate::key::Slot;
use crate::names::Names;
use crate::operation::{Operation, Rank, Subject};
use crate::scene::Scene;

/// The path of a member.
pub fn path<M: Member>(schema: &Schema, id: &MemberId<M>) -> ObjectRef {
    ObjectRef::member(M::KIND, &schema.tables[id.table].name, &id.name)
}

/// The path of what is created, dropped, or the same on both sides.
pub enum Paths {
    Create(ObjectRef),
    Drop(ObjectRef),
    Rename(ObjectRef, ObjectRef),
    Alter(ObjectRef, ObjectRef),
}

/// Ids → paths.
pub fn paths<M: Member + 'static, A: Invert>(
    scene: &Scene<'_>,
    change: &ObjectChange<MemberId<M>, A>,
) -> Paths {
    match change {
        ObjectChange::Create(id) => Paths::Create(path(scene.goal, id)),
        ObjectChange::Drop(id) => Paths::Drop(path(scene.before, id)),
        ObjectChange::Rename(pair) => {
            Paths::Rename(path(scene.before, &pair.before), path(scene.goal, &pair.after))
        }
        ObjectChange::Alter(pair, _) => {
            Paths::Alter(path(scene.before, &pair.before), path(scene.goal, &pair.after))
        }
    }
}

/// The names a constraint takes; keys take one for their index too.
fn slots(table: &icms_model::QualifiedName, kind: ObjectKind, name: &icms_sql::Name) -> Vec<Slot> {
    let own = Slot::Constraint(table.clone(), name.clone());
    let indexed = matches!(kind, ObjectKind::PrimaryKey | ObjectKind::Unique);
    std::iter::once(own).chain(indexed.then(|| Slot::Relation(table.sibling(name.clone())))).collect()
}

/// `DROP CONSTRAINT`, unless its table or one of its columns takes it along.
pub fn drop<'s, M: Member + 'static>(scene: &Scene<'s>, before: &ObjectRef) -> Option<Operation<'s>> {
    let (table, object) = scene.member_before::<M>(before)?;
    let along = scene.goes(before) && super::column::goes_along(scene, table, M::KIND, object.name());
    if scene.goes_with_table(before) || along {
        return None;
    }
    Some(drop_always(scene, table, object, before))
}

/// `DROP CONSTRAINT`.
pub fn drop_always<'s, M: Member + 'static>(
    scene: &Scene<'s>,
    table: &'s Table,
    object: &'s M,
    before: &ObjectRef,
) -> Operation<'s> {
    let clauses = move |names: &Names| {
        vec![foreign_key::drop_constraint(&names.member(M::KIND, &table.name, object.name()))]
    };
    let after = scene.table_name_after(&table.name);
    Operation::clause(Rank::AlterTable, format!("drop {before}"), Subject::Old(table.name.clone()), clauses)
        .leaving([whole(&scene.matching.after(before))])
        .freeing(slots(&after, M::KIND, object.name()))
}

/// `ADD CONSTRAINT`.
pub fn add<'s, M: Member + 'static>(
    scene: &Scene<'s>,
    after: &ObjectRef,
    clause: impl Fn(&'s Table, &'s M) -> Clause + 's,
    comment: impl Fn(&'s M) -> Option<&'s icms_model::Text> + 's,
) -> Option<Operation<'s>> {
    let (table, object) = scene.member_after::<M>(after)?;
    let clauses = move |_: &Names| vec![clause(table, object)];
    let subject = Subject::New(table.name.clone());
    let add = Operation::clause(Rank::AlterTable, format!("add {after}"), subject, clauses)
        .making([whole(after)])
        .taking(slots(&table.name, M::KIND, object.name()));
    Some(add.followed_by(move |_| {
        super::comment::on_constraint(&table.name, object.name(), comment(object)).into_iter().collect()
    }))
}

/// `RENAME CONSTRAINT`.
pub fn rename<'s, M: Member + 'static>(
    scene: &Scene<'s>,
    from: ObjectRef,
    to: ObjectRef,
) -> Option<Operation<'s>> {
    let (table, object) = scene.member_before::<M>(&from)?;
    let (after_table, after) = scene.member_after::<M>(&to)?;
    let title = format!("rename {from} to {}", after.name());
    let text = move |names: &Names| {
        let now = names.member(M::KIND, &table.name, object.name());
        vec![table::rename_constraint(&names.table(&table.name), &now, after.name())]
    };
    Some(
        Operation::new(Rank::Rename, title, text)
            .settling([whole(&to)])
            .freeing(slots(&after_table.name, M::KIND, object.name()))
            .taking(slots(&after_table.name, M::KIND, after.name()))
            .moving(moved(from, to)),
    )
}
