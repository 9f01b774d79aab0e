//! One comparison under way: both schemas, what holds between them, and what was found.

use std::collections::BTreeMap;

use icms_diagnostic::{Diagnostic, Diagnostics};
use icms_model::change::Side;
use icms_model::{Change, Hints, ObjectKind, Pair, QualifiedName, Schema};

use crate::expression::Expressions;
use crate::rename::{self, Renames};
use crate::scope::Bounds;
use crate::{Answers, Difference, code};

/// The state that every kind's comparison reads and adds to.
pub(crate) struct Comparison<'a> {
    pub(crate) schemas: Pair<&'a Schema>,
    pub(crate) bounds: Bounds<'a>,
    pub(crate) renames: Renames,
    pub(crate) expressions: Expressions<'a>,
    changes: BTreeMap<ObjectKind, Vec<Change>>,
    notes: Diagnostics,
}

/// What comparing two objects gives.
pub(crate) enum Contrast<A> {
    /// Nothing differs but perhaps the name.
    Same,
    /// This differs and can be altered.
    Altered(A),
    /// Only dropping the one and creating the other leads from here to there.
    Replaced,
}

/// Whether an expression that looks different is a question for a server, or simply different.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Doubt {
    Ask,
    Differ,
}

impl<'a> Comparison<'a> {
    pub(crate) fn new(schemas: Pair<&'a Schema>, hints: &Hints, answers: &'a Answers) -> Self {
        let (renames, notes) = rename::resolve(schemas, hints);
        Self {
            schemas,
            bounds: Bounds::new(schemas),
            renames,
            expressions: Expressions::new(answers),
            changes: BTreeMap::new(),
            notes,
        }
    }

    /// Adds a change behind those of its kind.
    pub(crate) fn push(&mut self, change: Change) {
        self.changes.entry(change.kind()).or_default().push(change);
    }

    /// Whether an object that only this side has is a difference: not when its name belongs to something on the other
    /// side that nobody manages.
    pub(crate) fn manageable(&mut self, side: Side, kind: ObjectKind, name: &QualifiedName) -> bool {
        let (other, seen_from) = match side {
            Side::Before => (Side::After, "after"),
            Side::After => (Side::Before, "before"),
        };
        let free = !self.bounds.unmanaged(other, name);
        if !free {
            let message =
                format!("{kind} {name} is left alone: {seen_from}, that name is an unmanaged object's");
            self.notes.push(Diagnostic::note(code::LEFT_ALONE, message));
        }
        free
    }

    pub(crate) fn finish(self) -> Difference {
        Difference {
            changes: self.changes.into_values().flatten().collect(),
            undecided: self.expressions.into_undecided(),
            notes: self.notes,
        }
    }
}

/// `before ≡ after` → same, else what differs.
pub(crate) fn altered<A>(alterations: Vec<A>) -> Contrast<Vec<A>> {
    if alterations.is_empty() { Contrast::Same } else { Contrast::Altered(alterations) }
}
