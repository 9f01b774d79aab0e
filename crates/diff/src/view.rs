//! Views. One whose tables change under it while its own query stays is `plan`'s to make again, not a difference.

use icms_model::change::{ObjectChange, Side, ViewAlteration};
use icms_model::{Change, Index, ObjectKind, Pair, QualifiedName, Text, View, ViewId};

use crate::comparison::{Comparison, Contrast, altered};
use crate::object::Compared;

impl Compared for View {
    type Alteration = Vec<ViewAlteration>;

    fn change(change: ObjectChange<ViewId, Vec<ViewAlteration>>) -> Change {
        Change::View(change)
    }

    fn comment(&self) -> Option<&Text> {
        self.comment.as_ref()
    }

    fn taken(&self, side: Side, cmp: &Comparison<'_>) -> bool {
        match side {
            Side::Before => cmp.bounds.takes(&cmp.renames.object_after(ObjectKind::View, &self.name)),
            Side::After => cmp.bounds.takes(&self.name),
        }
    }

    fn name_before(name: &QualifiedName, cmp: &Comparison<'_>) -> QualifiedName {
        cmp.renames.object_before(ObjectKind::View, name)
    }

    fn keeps_name(names: Pair<&QualifiedName>, cmp: &Comparison<'_>) -> bool {
        cmp.renames.same_place(names)
    }

    fn contrast(cmp: &mut Comparison<'_>, ids: Pair<ViewId>) -> Contrast<Vec<ViewAlteration>> {
        let views = Pair::new(&cmp.schemas.before.views[ids.before], &cmp.schemas.after.views[ids.after]);
        if views.before.kind != views.after.kind {
            return Contrast::Replaced;
        }
        let mut what = Vec::new();
        if !same_columns(views) || !cmp.same_query(views.map(|v| &v.name), views.map(|v| &v.query)) {
            what.push(ViewAlteration::Query);
        }
        if views.before.options != views.after.options {
            what.push(ViewAlteration::Options);
        }
        if by_name(views.before) != by_name(views.after) {
            what.push(ViewAlteration::Indexes);
        }
        altered(what)
    }

    fn missed(&self, side: Side, cmp: &mut Comparison<'_>) -> bool {
        cmp.manageable(side, ObjectKind::View, &self.name)
    }
}

/// Output columns, where both sides know them.
fn same_columns(views: Pair<&View>) -> bool {
    let Pair { before, after } = views.map(|v| &v.columns);
    before.is_empty() || after.is_empty() || before == after
}

fn by_name(view: &View) -> Vec<&Index> {
    let mut indexes: Vec<&Index> = view.indexes.iter().collect();
    indexes.sort_by(|a, b| a.name.cmp(&b.name));
    indexes
}
