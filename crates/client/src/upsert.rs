//! A new row, or new values for the one with the same key.

use crate::assignment::{Assigned, NewValue};
use crate::insert::{Insert, New, write_returning};
use crate::statement::Writer;
use crate::update::{Changed, Changes};
use crate::{Assignment, Model, Plan, Result, Step, model};

/// A new row, or new values for the one with the same key.
#[derive(Debug)]
#[must_use = "a plan does nothing until a client runs it"]
pub struct Upsert<M> {
    insert: Insert<M>,
    conflict: &'static [&'static str],
    kept: &'static [&'static str],
    changes: Option<Changed<M>>,
    computed: Vec<Assignment<M>>,
}

impl<M: Model> Upsert<M> {
    /// `conflict` are the columns of the unique key; `kept` are columns that an existing row keeps.
    pub fn new(
        row: impl New<Row = M>,
        conflict: &'static [&'static str],
        kept: &'static [&'static str],
    ) -> Self {
        Self { insert: Insert::new(row), conflict, kept, changes: None, computed: Vec::new() }
    }

    /// An existing row gets these values, not those of the new row.
    pub fn or_update(mut self, patch: impl Changes<M>) -> Self {
        self.changes = Some(Changed::by(patch));
        self
    }

    /// An existing row gets this value, besides: `also(TOKENS.increment(1))`.
    pub fn also(mut self, assignment: Assignment<M>) -> Self {
        self.computed.push(assignment);
        self
    }

    /// Columns that an existing row takes over from the new one.
    fn taken(&self, given: &[&'static str]) -> Vec<&'static str> {
        if self.changes.is_some() {
            return Vec::new();
        }
        let computed = |column: &str| self.computed.iter().any(|one| one.assigned.column == column);
        let stays =
            |column: &str| self.conflict.contains(&column) || self.kept.contains(&column) || computed(column);
        given.iter().copied().filter(|column| !stays(column)).collect()
    }
}

impl<M: Model> Plan for Upsert<M> {
    type Output = M;

    fn begin(mut self) -> Result<Step<M>> {
        let mut out = Writer::default();
        let given: Vec<&'static str> = self.insert.values.iter().map(|value| value.column).collect();
        let mut taken = self.taken(&given);
        let mut changes = self.changes.take().unwrap_or_else(|| Changed::by(Nothing));
        self.computed.into_iter().for_each(|assignment| changes.also(assignment));
        let mut changes = changes.take_values_beside(&taken);
        if taken.is_empty() && changes.is_empty() {
            // The row comes back only when something is written to it.
            taken = self.conflict.to_vec();
        }
        // The row is there afterwards: one that counted as deleted does no longer.
        let written =
            |column| taken.contains(&column) || changes.iter().any(|change| change.column == column);
        if let Some(column) = M::DELETED_AT.filter(|column| !written(column)) {
            changes.push(Assigned { column, value: NewValue::Null });
        }
        self.insert.write(&mut out);
        out.text(" ON CONFLICT (");
        out.joined(self.conflict, ", ", |out, column| out.text(column));
        out.text(") DO UPDATE SET ");
        let between = if taken.is_empty() || changes.is_empty() { "" } else { ", " };
        out.joined(taken, ", ", |out, column| out.text(&format!("{column} = EXCLUDED.{column}")));
        out.text(between);
        out.joined(changes, ", ", |out, change| change.write(out));
        write_returning::<M>(&mut out);
        Ok(model::one(out.finish()))
    }
}

/// No change.
struct Nothing;

impl<M> Changes<M> for Nothing {
    fn write(self, _: &mut Changed<M>) {}
}
