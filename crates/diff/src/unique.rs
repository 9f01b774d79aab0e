//! Unique constraints.

use icms_model::change::{NoAlteration, ObjectChange};
use icms_model::{Change, MemberId, Pair, Text, Unique};

use crate::comparison::{Comparison, Contrast, Doubt};
use crate::member::{Compared, Tables};

impl Compared for Unique {
    type Alteration = NoAlteration;

    fn change(change: ObjectChange<MemberId<Self>, NoAlteration>) -> Change {
        Change::Unique(change)
    }

    fn comment(&self) -> Option<&Text> {
        self.comment.as_ref()
    }

    fn contrast(
        cmp: &mut Comparison<'_>,
        tables: Tables<'_>,
        uniques: Pair<&Self>,
        _: Doubt,
    ) -> Contrast<NoAlteration> {
        let table = &tables.both.before.name;
        let same = cmp.renames.same_columns(table, uniques.map(|u| u.columns.as_slice()))
            && cmp.renames.same_columns(table, uniques.map(|u| u.include.as_slice()))
            && uniques.before.nulls == uniques.after.nulls
            && uniques.before.deferrable == uniques.after.deferrable;
        if same { Contrast::Same } else { Contrast::Replaced }
    }
}
