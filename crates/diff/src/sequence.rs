//! Sequences. Owned ones follow their column where their name changes with it.

use std::collections::HashMap;

use icms_model::change::{ObjectChange, SequenceAlteration, Side};
use icms_model::{
    Change, Column, ObjectKind, ObjectRef, Pair, QualifiedName, Sequence, SequenceId, SequenceOwner, Text,
};

use crate::comparison::{Comparison, Contrast, altered};
use crate::object::Compared;
use crate::prisma;

impl Compared for Sequence {
    type Alteration = Vec<SequenceAlteration>;

    fn change(change: ObjectChange<SequenceId, Vec<SequenceAlteration>>) -> Change {
        Change::Sequence(change)
    }

    fn comment(&self) -> Option<&Text> {
        self.comment.as_ref()
    }

    fn taken(&self, side: Side, cmp: &Comparison<'_>) -> bool {
        match side {
            Side::Before => cmp.bounds.takes(&cmp.renames.object_after(ObjectKind::Sequence, &self.name)),
            Side::After => cmp.bounds.takes(&self.name),
        }
    }

    fn name_before(name: &QualifiedName, cmp: &Comparison<'_>) -> QualifiedName {
        cmp.renames.object_before(ObjectKind::Sequence, name)
    }

    fn keeps_name(names: Pair<&QualifiedName>, cmp: &Comparison<'_>) -> bool {
        cmp.renames.same_place(names)
    }

    fn contrast(cmp: &mut Comparison<'_>, ids: Pair<SequenceId>) -> Contrast<Vec<SequenceAlteration>> {
        let before = &cmp.schemas.before.sequences[ids.before];
        let after = &cmp.schemas.after.sequences[ids.after];
        if cmp.bounds.prisma() {
            return Contrast::Same;
        }
        let mut what = Vec::new();
        if before.options != after.options {
            what.push(SequenceAlteration::Options);
        }
        if before.owner.as_ref().map(|o| owner_after(cmp, o)) != after.owner {
            what.push(SequenceAlteration::Owner);
        }
        if before.persistence != after.persistence {
            what.push(SequenceAlteration::Persistence);
        }
        altered(what)
    }

    /// In Prisma's language a sequence is but a trait of its column.
    fn missed(&self, side: Side, cmp: &mut Comparison<'_>) -> bool {
        if !cmp.bounds.prisma() {
            return cmp.manageable(side, ObjectKind::Sequence, &self.name);
        }
        let Some(owner) = &self.owner else { return !cmp.bounds.beyond_prisma(side) };
        !column_on_the_other_side(cmp, side, owner).is_some_and(prisma::counts)
    }
}

/// Sequences that serve the same column under two names are one: the shorter way to say `users_id_seq` was renamed
/// along with `users`.
pub(crate) fn follow_owners(cmp: &mut Comparison<'_>) {
    let arenas = cmp.schemas.map(|s| &s.sequences);
    if cmp.bounds.prisma() || (cmp.renames.is_empty() && arenas.before.same(arenas.after)) {
        return;
    }
    let mut orphans = orphans(cmp);
    for (_, after) in arenas.after.iter() {
        let Some(owner) = &after.owner else { continue };
        if arenas.before.find(&Sequence::name_before(&after.name, cmp)).is_some() {
            continue;
        }
        if let Some(before) = orphans.remove(owner) {
            let path = |name| ObjectRef::qualified(ObjectKind::Sequence, name);
            cmp.renames.add(Pair::new(path(&before), path(&after.name)));
        }
    }
}

/// The owned sequences before whose name is gone after, by the column that owns them, as it is called after.
fn orphans(cmp: &Comparison<'_>) -> HashMap<SequenceOwner, QualifiedName> {
    let schemas = cmp.schemas;
    let gone = |s: &Sequence| {
        schemas.after.sequences.find(&cmp.renames.object_after(ObjectKind::Sequence, &s.name)).is_none()
    };
    let sequences = schemas.before.sequences.iter().map(|(_, sequence)| sequence);
    sequences
        .filter(|s| gone(s))
        .filter_map(|s| Some((owner_after(cmp, s.owner.as_ref()?), s.name.clone())))
        .collect()
}

fn owner_after(cmp: &Comparison<'_>, owner: &SequenceOwner) -> SequenceOwner {
    SequenceOwner {
        table: cmp.renames.object_after(ObjectKind::Table, &owner.table),
        column: cmp.renames.member_after(ObjectKind::Column, &owner.table, &owner.column),
    }
}

fn column_on_the_other_side<'a>(
    cmp: &Comparison<'a>,
    side: Side,
    owner: &SequenceOwner,
) -> Option<&'a Column> {
    let (renames, table) = (&cmp.renames, &owner.table);
    match side {
        Side::Before => {
            let column = renames.member_after(ObjectKind::Column, table, &owner.column);
            let table = renames.object_after(ObjectKind::Table, table);
            cmp.schemas.after.tables.named(&table)?.column(column.as_str())
        }
        Side::After => {
            let column = renames.member_before(ObjectKind::Column, table, &owner.column);
            let table = renames.object_before(ObjectKind::Table, table);
            cmp.schemas.before.tables.named(&table)?.column(column.as_str())
        }
    }
}
