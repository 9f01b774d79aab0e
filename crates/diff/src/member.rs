//! How members of a table are matched and compared: the same for every kind.

use icms_model::change::{ObjectChange, Side};
use icms_model::{Change, Member, MemberId, ObjectRef, Pair, Table, TableId, Text};

use crate::comment;
use crate::comparison::{Comparison, Contrast, Doubt};

/// One table on both sides.
#[derive(Clone, Copy)]
pub(crate) struct Tables<'a> {
    pub(crate) ids: Pair<TableId>,
    pub(crate) both: Pair<&'a Table>,
}

/// What a kind of member says about itself to be compared.
pub(crate) trait Compared: Member {
    /// What of it can be altered.
    type Alteration;

    fn change(change: ObjectChange<MemberId<Self>, Self::Alteration>) -> Change;
    fn comment(&self) -> Option<&Text>;
    /// What differs, names aside. `Doubt::Differ` where members of different names are tried on each other.
    fn contrast(
        cmp: &mut Comparison<'_>,
        tables: Tables<'_>,
        members: Pair<&Self>,
        doubt: Doubt,
    ) -> Contrast<Self::Alteration>;

    /// Whether it is a difference when only this side has it.
    fn missed(&self, side: Side, cmp: &Comparison<'_>) -> bool {
        let _ = (side, cmp);
        true
    }
}

/// Compares all members of a kind in one table.
pub(crate) fn compare<M: Compared>(cmp: &mut Comparison<'_>, tables: Tables<'_>) {
    if !cmp.bounds.speaks_of(M::KIND) {
        return;
    }
    let lists = tables.both.map(|t| M::list(t).iter().collect::<Vec<_>>());
    compare_lists::<M>(cmp, tables, lists);
}

/// Compares some members of a kind in one table.
pub(crate) fn compare_lists<M: Compared>(cmp: &mut Comparison<'_>, tables: Tables<'_>, lists: Pair<Vec<&M>>) {
    let (mut left, after) = (lists.before, lists.after);
    let mut origins: Vec<Option<&M>> =
        after.iter().map(|member| take_by_name(cmp, tables, &mut left, member)).collect();
    for (member, origin) in after.iter().zip(&mut origins).filter(|(_, origin)| origin.is_none()) {
        let twin = left.iter().position(|&old| {
            let contrast = M::contrast(cmp, tables, Pair::new(old, member), Doubt::Differ);
            matches!(contrast, Contrast::Same)
        });
        *origin = twin.map(|at| left.remove(at));
    }
    for (member, origin) in after.into_iter().zip(origins) {
        match origin {
            Some(old) => both(cmp, tables, Pair::new(old, member)),
            None if member.missed(Side::After, cmp) => create(cmp, tables.ids.after, member),
            None => {}
        }
    }
    for member in left {
        if member.missed(Side::Before, cmp) {
            remove(cmp, tables.ids.before, member);
        }
    }
}

fn take_by_name<'m, M: Compared>(
    cmp: &Comparison<'_>,
    tables: Tables<'_>,
    left: &mut Vec<&'m M>,
    member: &M,
) -> Option<&'m M> {
    let name = cmp.renames.member_before(M::KIND, &tables.both.after.name, member.name());
    let at = left.iter().position(|old| *old.name() == name)?;
    Some(left.remove(at))
}

fn both<M: Compared>(cmp: &mut Comparison<'_>, tables: Tables<'_>, members: Pair<&M>) {
    let contrast = M::contrast(cmp, tables, members, Doubt::Ask);
    if matches!(contrast, Contrast::Replaced) {
        remove(cmp, tables.ids.before, members.before);
        return create(cmp, tables.ids.after, members.after);
    }
    let ids = || {
        Pair::new(
            MemberId::new(tables.ids.before, members.before.name().clone()),
            MemberId::new(tables.ids.after, members.after.name().clone()),
        )
    };
    if members.before.name() != members.after.name() {
        cmp.push(M::change(ObjectChange::Rename(ids())));
    }
    if let Contrast::Altered(what) = contrast {
        cmp.push(M::change(ObjectChange::Alter(ids(), what)));
    }
    let text = members.map(Compared::comment);
    comment::altered(cmp, text, || path(tables.both.after, members.after));
}

/// A member that only the after side has.
pub(crate) fn create<M: Compared>(cmp: &mut Comparison<'_>, table: TableId, member: &M) {
    cmp.push(M::change(ObjectChange::Create(MemberId::new(table, member.name().clone()))));
    comment_of(cmp, table, member, Side::After);
}

/// A member that only the before side has.
pub(crate) fn remove<M: Compared>(cmp: &mut Comparison<'_>, table: TableId, member: &M) {
    cmp.push(M::change(ObjectChange::Drop(MemberId::new(table, member.name().clone()))));
    comment_of(cmp, table, member, Side::Before);
}

/// The comment on a member that only one side has.
pub(crate) fn comment_of<M: Compared>(cmp: &mut Comparison<'_>, table: TableId, member: &M, side: Side) {
    let schemas = cmp.schemas;
    let object = || path(&side.of(schemas).tables[table], member);
    match side {
        Side::Before => comment::dropped(cmp, member.comment(), object),
        Side::After => comment::created(cmp, member.comment(), object),
    }
}

fn path<M: Member>(table: &Table, member: &M) -> ObjectRef {
    ObjectRef::member(M::KIND, &table.name, member.name())
}
