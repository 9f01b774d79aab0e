//! What lowering writes to.

use icms_model::{ObjectRef, Pair};

use crate::Lowered;

/// The result as it grows.
#[derive(Default)]
pub(crate) struct Output {
    /// The result.
    pub lowered: Lowered,
}

impl Output {
    /// Notes a declared rename.
    pub(crate) fn rename(&mut self, before: ObjectRef, after: ObjectRef) {
        if before != after {
            self.lowered.hints.renames.push(Pair::new(before, after));
        }
    }
}
