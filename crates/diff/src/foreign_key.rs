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

    /// A reference into a namespace that is not spoken about is left alone.
    fn missed(&self, side: Side, cmp: &Comparison<'_>) -> bool {
        let namespace = match side {
            Side::Before => cmp.renames.namespace_after(&self.references.namespace),
            Side::After => self.references.namespace.clone(),
        };
        let unmanaged = cmp.bounds.beyond_prisma(side) && cmp.bounds.unmanaged(side, &self.references);
        cmp.bounds.covers(&namespace) && !unmanaged
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
