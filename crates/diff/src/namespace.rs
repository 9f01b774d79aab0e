//! Namespaces.

use icms_model::change::{NoAlteration, ObjectChange, Side};
use icms_model::{Change, Namespace, NamespaceId, Pair, Text};
use icms_sql::Name;

use crate::comparison::{Comparison, Contrast};
use crate::object::Compared;

impl Compared for Namespace {
    type Alteration = NoAlteration;

    fn change(change: ObjectChange<NamespaceId, NoAlteration>) -> Change {
        Change::Namespace(change)
    }

    fn comment(&self) -> Option<&Text> {
        self.comment.as_ref()
    }

    fn taken(&self, side: Side, cmp: &Comparison<'_>) -> bool {
        match side {
            Side::Before => cmp.bounds.covers(&cmp.renames.namespace_after(&self.name)),
            Side::After => cmp.bounds.covers(&self.name),
        }
    }

    fn name_before(name: &Name, cmp: &Comparison<'_>) -> Name {
        cmp.renames.namespace_before(name)
    }

    fn keeps_name(names: Pair<&Name>, _: &Comparison<'_>) -> bool {
        names.before == names.after
    }

    fn contrast(_: &mut Comparison<'_>, _: Pair<NamespaceId>) -> Contrast<NoAlteration> {
        Contrast::Same
    }

    /// Prisma's language names the namespaces it needs; the others are none of its business.
    fn missed(&self, side: Side, cmp: &mut Comparison<'_>) -> bool {
        !cmp.bounds.beyond_prisma(side)
    }
}
