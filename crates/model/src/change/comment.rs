//! The comment on an object.

use super::Verb;
use crate::{ObjectRef, Pair, Text};

/// A comment that is set, changed or removed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CommentChange {
    /// The object it is on, as it is named after.
    pub object: ObjectRef,
    /// Its text on both sides.
    pub text: Pair<Option<Text>>,
}

impl CommentChange {
    /// The change that undoes this one.
    #[must_use]
    pub fn inverse(self) -> Self {
        Self { object: self.object, text: self.text.swap() }
    }

    /// Whether the comment is new, gone or different.
    #[must_use]
    pub const fn verb(&self) -> Verb {
        match (&self.text.before, &self.text.after) {
            (None, _) => Verb::Create,
            (_, None) => Verb::Drop,
            _ => Verb::Alter,
        }
    }
}
