//! Foreign keys.

use icms_model::change::{ForeignKeyAlteration, ObjectChange, Side};
use icms_model::{Change, ForeignKey, MemberId, ObjectKind, Pair, Text, Validation};

use crate::comparison::{Comparison, Contrast, Doubt, altered};
use crate::member::{Compared, Tables};

impl Compared for ForeignKey {
    type Alteration = Vec<ForeignKeyAlteration>;

    fn change(change: ObjectChange<MemberId<Self>, Vec<ForeignKeyAlteration>>) -> Change {
        Change::ForeignKey(change)
    }

    fn comment(&self) -> Option<&Text> {
        self.comment.as_ref()
    }

    fn contrast(
        cmp: &mut Comparison<'_>,
        tables: Tables<'_>,
        keys: Pair<&Self>,
        _: Doubt,
    ) -> Contrast<Vec<ForeignKeyAlteration>> {
        if !same_reference(cmp, tables, keys) {
            return Contrast::Replaced;
        }
        if cmp.bounds.prisma() { Contrast::Same } else { beyond_prisma(cmp, tables, keys) }
    }

    /// Who does not speak of a namespace cannot say a reference into it.
    fn missed(&self, side: Side, cmp: &Comparison<'_>) -> bool {
        let table = &self.references;
        let sayable = match side {
            Side::Before => {
                let namespace = cmp.renames.namespace_after(&table.namespace);
                cmp.schemas.after.scope.covers(&namespace)
            }
            Side::After => {
                let namespace = cmp.renames.namespace_before(&table.namespace);
                cmp.schemas.before.scope.covers(&namespace)
            }
        };
        sayable && !(cmp.bounds.beyond_prisma(side) && cmp.bounds.unmanaged(side, table))
    }
}

/// What Prisma's language says of a foreign key, the name aside.
fn same_reference(cmp: &Comparison<'_>, tables: Tables<'_>, keys: Pair<&ForeignKey>) -> bool {
    let renames = &cmp.renames;
    renames.same_columns(&tables.both.before.name, keys.map(|k| k.columns.as_slice()))
        && renames.object_after(ObjectKind::Table, &keys.before.references) == keys.after.references
        && renames.same_columns(&keys.before.references, keys.map(|k| k.referenced.as_slice()))
        && keys.before.on_update == keys.after.on_update
        && keys.before.on_delete == keys.after.on_delete
}

fn beyond_prisma(
    cmp: &Comparison<'_>,
    tables: Tables<'_>,
    keys: Pair<&ForeignKey>,
) -> Contrast<Vec<ForeignKeyAlteration>> {
    let set_null = keys.map(|k| k.on_delete_columns.as_slice());
    let invalidated =
        keys.before.validation == Validation::Validated && keys.after.validation == Validation::NotValid;
    if keys.before.matching != keys.after.matching
        || !cmp.renames.same_columns(&tables.both.before.name, set_null)
        || invalidated
    {
        return Contrast::Replaced;
    }
    let mut what = Vec::new();
    if keys.before.deferrable != keys.after.deferrable {
        what.push(ForeignKeyAlteration::Deferrable);
    }
    if keys.before.validation != keys.after.validation {
        what.push(ForeignKeyAlteration::Validation);
    }
    altered(what)
}
