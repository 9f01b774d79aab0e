//! Extensions. What the author does not say (version, namespace) equals anything.

use icms_model::change::{ExtensionAlteration, ObjectChange, Side};
use icms_model::{Change, Extension, ExtensionId, Pair, Text};
use icms_sql::Name;

use crate::comparison::{Comparison, Contrast};
use crate::object::Compared;

impl Compared for Extension {
    type Alteration = ExtensionAlteration;

    fn change(change: ObjectChange<ExtensionId, ExtensionAlteration>) -> Change {
        Change::Extension(change)
    }

    fn comment(&self) -> Option<&Text> {
        self.comment.as_ref()
    }

    fn taken(&self, _: Side, _: &Comparison<'_>) -> bool {
        true
    }

    fn name_before(name: &Name, _: &Comparison<'_>) -> Name {
        name.clone()
    }

    fn keeps_name(names: Pair<&Name>, _: &Comparison<'_>) -> bool {
        names.before == names.after
    }

    fn contrast(cmp: &mut Comparison<'_>, ids: Pair<ExtensionId>) -> Contrast<ExtensionAlteration> {
        let before = &cmp.schemas.before.extensions[ids.before];
        let after = &cmp.schemas.after.extensions[ids.after];
        let namespace = before.namespace.as_ref().map(|n| cmp.renames.namespace_after(n));
        let moved = said_differently(namespace.as_ref(), after.namespace.as_ref());
        let updated = said_differently(before.version.as_ref(), after.version.as_ref());
        match (moved, updated) {
            (false, false) => Contrast::Same,
            (true, false) => Contrast::Altered(ExtensionAlteration::Namespace),
            (false, true) => Contrast::Altered(ExtensionAlteration::Version),
            (true, true) => {
                // two statements, so two changes
                cmp.push(Self::change(ObjectChange::Alter(ids, ExtensionAlteration::Version)));
                Contrast::Altered(ExtensionAlteration::Namespace)
            }
        }
    }

    /// A Prisma schema that names no extension at all leaves them to somebody else.
    fn missed(&self, side: Side, cmp: &mut Comparison<'_>) -> bool {
        let other = match side {
            Side::Before => cmp.schemas.after,
            Side::After => cmp.schemas.before,
        };
        !(cmp.bounds.beyond_prisma(side) && other.extensions.is_empty())
    }
}

fn said_differently<T: PartialEq>(before: Option<&T>, after: Option<&T>) -> bool {
    matches!((before, after), (Some(b), Some(a)) if b != a)
}
