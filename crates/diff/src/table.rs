//! Tables: matched by name, then member by member.

use icms_model::change::{ObjectChange, Side, TableAlteration};
use icms_model::{Change, ObjectKind, Pair, QualifiedName, Table, TableId, Text};

use crate::comparison::{Comparison, Contrast, altered};
use crate::member::{self, Tables};
use crate::object::Compared;
use crate::prisma;

impl Compared for Table {
    type Alteration = Vec<TableAlteration>;

    fn change(change: ObjectChange<TableId, Vec<TableAlteration>>) -> Change {
        Change::Table(change)
    }

    fn comment(&self) -> Option<&Text> {
        self.comment.as_ref()
    }

    fn taken(&self, side: Side, cmp: &Comparison<'_>) -> bool {
        match side {
            Side::Before => cmp.bounds.takes(&cmp.renames.object_after(ObjectKind::Table, &self.name)),
            Side::After => cmp.bounds.takes(&self.name),
        }
    }

    fn name_before(name: &QualifiedName, cmp: &Comparison<'_>) -> QualifiedName {
        cmp.renames.object_before(ObjectKind::Table, name)
    }

    fn keeps_name(names: Pair<&QualifiedName>, cmp: &Comparison<'_>) -> bool {
        cmp.renames.same_place(names)
    }

    fn contrast(cmp: &mut Comparison<'_>, ids: Pair<TableId>) -> Contrast<Vec<TableAlteration>> {
        let both = Pair::new(&cmp.schemas.before.tables[ids.before], &cmp.schemas.after.tables[ids.after]);
        // most tables of most schemas stay as they are: one comparison of the whole settles it
        if cmp.renames.is_empty() && both.before == both.after {
            return Contrast::Same;
        }
        members(cmp, Tables { ids, both });
        if cmp.bounds.prisma() { Contrast::Same } else { altered(alterations(both)) }
    }

    fn missed(&self, side: Side, cmp: &mut Comparison<'_>) -> bool {
        cmp.manageable(side, ObjectKind::Table, &self.name)
    }

    /// Columns, keys and checks come with the table; their comments, indexes and foreign keys do not.
    fn created(cmp: &mut Comparison<'_>, id: TableId) {
        let table = &cmp.schemas.after.tables[id];
        comments(cmp, id, table, Side::After);
        if cmp.bounds.speaks_of(ObjectKind::Index) {
            table.indexes.iter().for_each(|index| member::create(cmp, id, index));
        }
        if cmp.bounds.speaks_of(ObjectKind::ForeignKey) {
            table.foreign_keys.iter().for_each(|key| member::create(cmp, id, key));
        }
    }

    /// Everything goes with it, so the way back has to make everything again: unmanaged members too.
    fn dropped(cmp: &mut Comparison<'_>, id: TableId) {
        let table = &cmp.schemas.before.tables[id];
        comments(cmp, id, table, Side::Before);
        table.indexes.iter().for_each(|index| member::remove(cmp, id, index));
        table.foreign_keys.iter().for_each(|key| member::remove(cmp, id, key));
    }
}

fn members(cmp: &mut Comparison<'_>, tables: Tables<'_>) {
    member::compare::<icms_model::Column>(cmp, tables);
    if cmp.bounds.prisma() {
        prisma::compare_keys(cmp, tables);
    } else {
        member::compare::<icms_model::PrimaryKey>(cmp, tables);
        member::compare::<icms_model::Unique>(cmp, tables);
        member::compare::<icms_model::Index>(cmp, tables);
    }
    member::compare::<icms_model::Check>(cmp, tables);
    member::compare::<icms_model::ForeignKey>(cmp, tables);
}

fn alterations(both: Pair<&Table>) -> Vec<TableAlteration> {
    let mut what = Vec::new();
    if both.before.persistence != both.after.persistence {
        what.push(TableAlteration::Persistence);
    }
    if both.before.options != both.after.options {
        what.push(TableAlteration::Options);
    }
    what
}

/// The comments on the members that come and go with a table.
fn comments(cmp: &mut Comparison<'_>, id: TableId, table: &Table, side: Side) {
    table.columns.iter().for_each(|column| member::comment_of(cmp, id, column, side));
    table.primary_key.iter().for_each(|key| member::comment_of(cmp, id, key, side));
    table.uniques.iter().for_each(|unique| member::comment_of(cmp, id, unique, side));
    table.checks.iter().for_each(|check| member::comment_of(cmp, id, check, side));
}
