//! How objects that stand in an arena are matched and compared: the same for every kind.

use std::collections::HashSet;

use icms_model::change::{ObjectChange, Side};
use icms_model::{Change, Id, InSchema, Pair, Text};

use crate::comment;
use crate::comparison::{Comparison, Contrast};

/// What a kind of object says about itself to be compared.
pub(crate) trait Compared: InSchema {
    /// What of it can be altered.
    type Alteration;

    fn change(change: ObjectChange<Id<Self>, Self::Alteration>) -> Change;
    fn comment(&self) -> Option<&Text>;
    /// Whether its namespace and name are compared at all.
    fn taken(&self, side: Side, cmp: &Comparison<'_>) -> bool;
    /// What an object of the after side was called before.
    fn name_before(name: &Self::Name, cmp: &Comparison<'_>) -> Self::Name;
    /// Whether the object has its old name in all but what was renamed around it.
    fn keeps_name(names: Pair<&Self::Name>, cmp: &Comparison<'_>) -> bool;
    /// What differs. Both are the same object, perhaps under two names.
    fn contrast(cmp: &mut Comparison<'_>, ids: Pair<Id<Self>>) -> Contrast<Self::Alteration>;

    /// Whether it is a difference when only this side has it.
    fn missed(&self, side: Side, cmp: &mut Comparison<'_>) -> bool {
        let _ = (side, cmp);
        true
    }

    /// What else is created along with it.
    fn created(cmp: &mut Comparison<'_>, id: Id<Self>) {
        let _ = (cmp, id);
    }

    /// What else goes with it.
    fn dropped(cmp: &mut Comparison<'_>, id: Id<Self>) {
        let _ = (cmp, id);
    }
}

/// Compares all objects of a kind.
pub(crate) fn compare<T: Compared>(cmp: &mut Comparison<'_>) {
    let arenas = cmp.schemas.map(T::arena);
    if !cmp.bounds.speaks_of(T::KIND) || (cmp.renames.is_empty() && arenas.before.same(arenas.after)) {
        return;
    }
    let mut matched = HashSet::with_capacity(arenas.before.len());
    for (id, object) in arenas.after.iter() {
        if !object.taken(Side::After, cmp) {
            continue;
        }
        let origin = arenas.before.find(&T::name_before(object.name(), cmp));
        match origin.filter(|id| arenas.before[*id].taken(Side::Before, cmp)) {
            Some(before) => {
                matched.insert(before);
                both::<T>(cmp, Pair::new(before, id));
            }
            None if object.missed(Side::After, cmp) => create::<T>(cmp, id),
            None => {}
        }
    }
    for (id, object) in arenas.before.iter() {
        let left = !matched.contains(&id) && object.taken(Side::Before, cmp);
        if left && object.missed(Side::Before, cmp) {
            remove::<T>(cmp, id);
        }
    }
}

fn both<T: Compared>(cmp: &mut Comparison<'_>, ids: Pair<Id<T>>) {
    let objects =
        Pair::new(&T::arena(cmp.schemas.before)[ids.before], &T::arena(cmp.schemas.after)[ids.after]);
    let contrast = T::contrast(cmp, ids);
    if matches!(contrast, Contrast::Replaced) {
        remove::<T>(cmp, ids.before);
        return create::<T>(cmp, ids.after);
    }
    let names = Pair::new(objects.before.name(), objects.after.name());
    if names.before != names.after && !T::keeps_name(names, cmp) {
        cmp.push(T::change(ObjectChange::Rename(ids)));
    }
    if let Contrast::Altered(what) = contrast {
        cmp.push(T::change(ObjectChange::Alter(ids, what)));
    }
    comment::altered(cmp, objects.map(Compared::comment), || objects.after.path());
}

fn create<T: Compared>(cmp: &mut Comparison<'_>, id: Id<T>) {
    let object = &T::arena(cmp.schemas.after)[id];
    cmp.push(T::change(ObjectChange::Create(id)));
    comment::created(cmp, object.comment(), || object.path());
    T::created(cmp, id);
}

fn remove<T: Compared>(cmp: &mut Comparison<'_>, id: Id<T>) {
    let object = &T::arena(cmp.schemas.before)[id];
    cmp.push(T::change(ObjectChange::Drop(id)));
    comment::dropped(cmp, object.comment(), || object.path());
    T::dropped(cmp, id);
}
