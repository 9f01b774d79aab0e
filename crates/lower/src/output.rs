//! What lowering writes to.

use icms_diagnostic::Span;
use icms_model::{ObjectKind, ObjectRef, Pair};
use icms_sql::Name;

use crate::Lowered;

/// The members of one table or enum, and where they were written.
pub(crate) type Places = Vec<(ObjectKind, Name, Span)>;

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
