//! Enums: values by label, renamed ones by hint, in order unless one side is Prisma's.

use icms_model::change::{EnumAlteration, EnumOrder, ObjectChange, Side};
use icms_model::{Change, Enum, EnumId, ObjectKind, Pair, QualifiedName, Text};
use icms_sql::Name;

use crate::comparison::{Comparison, Contrast};
use crate::object::Compared;

impl Compared for Enum {
    type Alteration = EnumAlteration;

    fn change(change: ObjectChange<EnumId, EnumAlteration>) -> Change {
        Change::Enum(change)
    }

    fn comment(&self) -> Option<&Text> {
        self.comment.as_ref()
    }

    fn taken(&self, side: Side, cmp: &Comparison<'_>) -> bool {
        match side {
            Side::Before => cmp.bounds.takes(&cmp.renames.object_after(ObjectKind::Enum, &self.name)),
            Side::After => cmp.bounds.takes(&self.name),
        }
    }

    fn name_before(name: &QualifiedName, cmp: &Comparison<'_>) -> QualifiedName {
        cmp.renames.object_before(ObjectKind::Enum, name)
    }

    fn keeps_name(names: Pair<&QualifiedName>, cmp: &Comparison<'_>) -> bool {
        cmp.renames.same_place(names)
    }

    fn contrast(cmp: &mut Comparison<'_>, ids: Pair<EnumId>) -> Contrast<EnumAlteration> {
        let before = &cmp.schemas.before.enums[ids.before];
        let after = &cmp.schemas.after.enums[ids.after];
        let renamed = cmp.renames.values(&before.name);
        let order = if cmp.bounds.prisma() { EnumOrder::Ignored } else { EnumOrder::Counts };
        if same_values(&before.values, &after.values, &renamed, order) && renamed.is_empty() {
            return Contrast::Same;
        }
        Contrast::Altered(EnumAlteration { renamed, order })
    }

    fn missed(&self, side: Side, cmp: &mut Comparison<'_>) -> bool {
        cmp.manageable(side, ObjectKind::Enum, &self.name)
    }
}

fn same_values(before: &[Name], after: &[Name], renamed: &[Pair<Name>], order: EnumOrder) -> bool {
    let label = |value: &Name| {
        renamed.iter().find(|pair| pair.before == *value).map_or_else(|| value.clone(), |p| p.after.clone())
    };
    let mut was: Vec<Name> = before.iter().map(label).collect();
    let mut is: Vec<Name> = after.to_vec();
    if order == EnumOrder::Ignored {
        was.sort();
        is.sort();
    }
    was == is
}
