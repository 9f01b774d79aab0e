//! Removing rows.

use std::marker::PhantomData;

use crate::find::{Deleted, Parts};
use crate::insert::write_returning;
use crate::statement::Writer;
use crate::update::Returning;
use crate::{Changed, Condition, Model, Plan, Result, Statement, Step, model};

/// Whether a row goes, or only counts as deleted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum How {
    Mark,
    Erase,
}

fn write<M: Model>(condition: Condition<M>, how: How) -> Writer {
    let mut out = Writer::default();
    let mut parts = Parts { condition: Some(condition), ..Parts::default() };
    match M::DELETED_AT.filter(|_| how == How::Mark) {
        Some(column) => {
            out.text("UPDATE ");
            out.text(M::TABLE);
            out.alias();
            out.text(&format!(" SET {column} = now()"));
            for also in Changed::<M>::of(Vec::new()).take_values_beside(&[column]) {
                out.text(", ");
                also.write(&mut out);
            }
        }
        None => {
            parts.deleted = Deleted::With;
            out.text("DELETE FROM ");
            out.text(M::TABLE);
            out.alias();
        }
    }
    parts.write_where(None, &mut out);
    out
}

fn returning<M: Model>(condition: Condition<M>, how: How) -> Statement {
    let mut out = write(condition, how);
    write_returning::<M>(&mut out);
    out.finish()
}

/// The row with a key goes; it comes back as it was. With `@softDelete` it counts as deleted from now on.
#[derive(Debug)]
#[must_use = "a plan does nothing until a client runs it"]
pub struct DeleteOne<M> {
    key: Condition<M>,
    how: How,
}

impl<M: Model> DeleteOne<M> {
    /// The row that satisfies this.
    pub const fn new(key: Condition<M>) -> Self {
        Self { key, how: How::Mark }
    }

    /// The row goes for good, even with `@softDelete`.
    pub const fn for_good(mut self) -> Self {
        self.how = How::Erase;
        self
    }
}

impl<M: Model> Plan for DeleteOne<M> {
    type Output = Option<M>;

    fn begin(self) -> Result<Step<Option<M>>> {
        Ok(model::first(returning(self.key, self.how)))
    }
}

/// Every row that satisfies a condition goes; the result is their number.
#[derive(Debug)]
#[must_use = "a plan does nothing until a client runs it"]
pub struct DeleteMany<M> {
    condition: Condition<M>,
    how: How,
}

impl<M: Model> DeleteMany<M> {
    /// The rows that satisfy this. There is no deletion of all rows by omission.
    pub const fn new(condition: Condition<M>) -> Self {
        Self { condition, how: How::Mark }
    }

    /// The rows go for good, even with `@softDelete`.
    pub const fn for_good(mut self) -> Self {
        self.how = How::Erase;
        self
    }

    /// The rows as they were, instead of their number.
    pub fn returning(self) -> Returning<M> {
        Returning { statement: returning(self.condition, self.how), of: PhantomData }
    }
}

impl<M: Model> Plan for DeleteMany<M> {
    type Output = u64;

    fn begin(self) -> Result<Step<u64>> {
        Ok(Step::count(write(self.condition, self.how).finish(), Ok))
    }
}
