//! A new row, or new values for the one with the same key.

use crate::insert::{Assigned, Insert, New, write_returning};
use crate::statement::Writer;
use crate::update::{Changes, values_of};
use crate::{Model, Plan, Result, Step, model};

/// A new row, or new values for the one with the same key.
#[derive(Debug)]
#[must_use = "a plan does nothing until a client runs it"]
pub struct Upsert<M> {
    insert: Insert<M>,
    conflict: &'static [&'static str],
    kept: &'static [&'static str],
    changes: Option<Vec<Assigned>>,
}

impl<M: Model> Upsert<M> {
    /// `conflict` are the columns of the unique key; `kept` are columns that an existing row keeps.
    pub fn new(
        row: impl New<Row = M>,
        conflict: &'static [&'static str],
        kept: &'static [&'static str],
    ) -> Self {
        Self { insert: Insert::new(row), conflict, kept, changes: None }
    }

    /// An existing row gets these values, not those of the new row.
    pub fn or_update(mut self, patch: impl Changes<M>) -> Self {
        self.changes = Some(values_of(patch));
        self
    }
}

impl<M: Model> Plan for Upsert<M> {
    type Output = M;

    fn begin(self) -> Result<Step<M>> {
        let mut out = Writer::default();
        let given = self.insert.write(&mut out);
        out.text(" ON CONFLICT (");
        out.joined(self.conflict, ", ", |out, column| out.text(column));
        out.text(") DO UPDATE SET ");
        let stays = |column: &&str| self.conflict.contains(column) || self.kept.contains(column);
        let excluded: Vec<&str> = given.iter().copied().filter(|column| !stays(column)).collect();
        match self.changes {
            Some(changes) if !changes.is_empty() => out.joined(changes, ", ", |out, change| {
                out.text(change.column);
                out.text(" = ");
                out.value(change.value, &change.cast);
            }),
            // The row comes back only when something is written to it.
            Some(_) => assign(self.conflict, &mut out),
            None if excluded.is_empty() => assign(self.conflict, &mut out),
            None => assign(&excluded, &mut out),
        }
        write_returning::<M>(&mut out);
        Ok(Step::rows(out.finish(), |rows| model::one(&rows)))
    }
}

fn assign(columns: &[&str], out: &mut Writer) {
    out.joined(columns, ", ", |out, column| {
        out.text(column);
        out.text(" = EXCLUDED.");
        out.text(column);
    });
}
