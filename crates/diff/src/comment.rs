//! Comments: changes of their own, named by the object they are on.

use icms_model::change::CommentChange;
use icms_model::{Change, ObjectKind, ObjectRef, Pair, Text};

use crate::comparison::Comparison;

/// The comment on an object that both sides have.
pub(crate) fn altered(
    cmp: &mut Comparison<'_>,
    text: Pair<Option<&Text>>,
    object: impl FnOnce() -> ObjectRef,
) {
    if text.before != text.after && cmp.bounds.speaks_of(ObjectKind::Comment) {
        push(cmp, text, object());
    }
}

/// The comment on an object that is new.
pub(crate) fn created(cmp: &mut Comparison<'_>, text: Option<&Text>, object: impl FnOnce() -> ObjectRef) {
    if text.is_some() && cmp.bounds.speaks_of(ObjectKind::Comment) {
        push(cmp, Pair::new(None, text), object());
    }
}

/// The comment on an object that goes: it goes along, managed or not, and the way back must know it.
pub(crate) fn dropped(cmp: &mut Comparison<'_>, text: Option<&Text>, object: impl FnOnce() -> ObjectRef) {
    if text.is_some() {
        push(cmp, Pair::new(text, None), object());
    }
}

fn push(cmp: &mut Comparison<'_>, text: Pair<Option<&Text>>, object: ObjectRef) {
    cmp.push(Change::Comment(CommentChange { object, text: text.map(Option::<&Text>::cloned) }));
}
