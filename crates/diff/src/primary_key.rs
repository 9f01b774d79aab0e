//! Primary keys.

use icms_model::change::{NoAlteration, ObjectChange};
use icms_model::{Change, MemberId, Pair, PrimaryKey, Text};

use crate::comparison::{Comparison, Contrast, Doubt};
use crate::member::{Compared, Tables};

impl Compared for PrimaryKey {
    type Alteration = NoAlteration;

    fn change(change: ObjectChange<MemberId<Self>, NoAlteration>) -> Change {
        Change::PrimaryKey(change)
    }

    fn comment(&self) -> Option<&Text> {
        self.comment.as_ref()
    }

    fn contrast(
        cmp: &mut Comparison<'_>,
        tables: Tables<'_>,
        keys: Pair<&Self>,
        _: Doubt,
    ) -> Contrast<NoAlteration> {
        let table = &tables.both.before.name;
        let columns = keys.map(|k| k.columns.as_slice());
        let include = keys.map(|k| k.include.as_slice());
        let same = cmp.renames.same_columns(table, columns)
            && (cmp.bounds.prisma()
                || (cmp.renames.same_columns(table, include)
                    && keys.before.deferrable == keys.after.deferrable));
        if same { Contrast::Same } else { Contrast::Replaced }
    }
}
