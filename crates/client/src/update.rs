//! Changing rows.

use std::marker::PhantomData;

use postgres_types::ToSql;

use crate::assignment::{Assigned, NewValue};
use crate::find::{Deleted, Parts};
use crate::insert::write_returning;
use crate::statement::Writer;
use crate::{Assignment, Column, Condition, Model, Plan, Result, Statement, Step, model};

/// What a patch of a generated module changes.
pub trait Changes<M>: Sized {
    /// Says the changed columns.
    fn write(self, changes: &mut Changed<M>);
}

/// New values being collected.
#[derive(Debug)]
pub struct Changed<M> {
    values: Vec<Assigned>,
    touched: Vec<Assigned>,
    of: PhantomData<fn() -> M>,
}

impl<M: Model> Changed<M> {
    /// What a patch changes.
    pub(crate) fn by(patch: impl Changes<M>) -> Self {
        let mut changed = Self::of(Vec::new());
        patch.write(&mut changed);
        changed
    }

    /// These values.
    pub(crate) fn of(values: Vec<Assigned>) -> Self {
        let mut changed = Self { values, touched: Vec::new(), of: PhantomData };
        M::touch(&mut changed);
        changed
    }
}

impl<M> Changed<M> {
    /// The column gets this value.
    pub fn set<T: ToSql + Sync + Send + 'static>(&mut self, column: Column<M, T>, value: T) {
        self.values.push(Assigned::given(column, value));
    }

    /// The column gets this value, if one is given.
    pub fn set_if<T: ToSql + Sync + Send + 'static>(&mut self, column: Column<M, T>, value: Option<T>) {
        if let Some(value) = value {
            self.set(column, value);
        }
    }

    /// The column gets this value, if anything changes at all: for `@updatedAt`.
    pub fn touch<T: ToSql + Sync + Send + 'static>(&mut self, column: Column<M, T>, value: T) {
        self.touched.push(Assigned::given(column, value));
    }

    /// The number grows by one, if anything changes at all: for `@version`.
    pub fn count<T>(&mut self, column: Column<M, T>) {
        self.touched.push(Assigned { column: column.name(), value: NewValue::Next });
    }

    /// The column gets this value; one that it was to get before is forgotten.
    pub(crate) fn also(&mut self, assignment: Assignment<M>) {
        self.values.retain(|value| value.column != assignment.assigned.column);
        self.values.push(assignment.assigned);
    }

    /// Everything that changes, if anything does.
    pub(crate) fn take_values(&mut self) -> Vec<Assigned> {
        self.take_values_beside(&[])
    }

    /// The same beside other columns that change.
    pub(crate) fn take_values_beside(&mut self, others: &[&str]) -> Vec<Assigned> {
        let mut values = std::mem::take(&mut self.values);
        if !(values.is_empty() && others.is_empty() || self.touched.is_empty()) {
            let given: Vec<&str> = values.iter().map(|value| value.column).collect();
            let given = |column| given.contains(&column) || others.contains(&column);
            let touched = self.touched.drain(..).filter(|value| !given(value.column));
            let touched: Vec<Assigned> = touched.collect();
            values.extend(touched);
        }
        values
    }
}

/// What is being written: which rows, and what.
#[derive(Debug)]
struct Parted<M> {
    parts: Parts<M>,
    changed: Changed<M>,
}

impl<M: Model> Parted<M> {
    fn new(condition: Condition<M>, patch: impl Changes<M>) -> Self {
        let parts = Parts { condition: Some(condition), ..Parts::default() };
        Self { parts, changed: Changed::by(patch) }
    }

    fn changes_nothing(&self) -> bool {
        self.changed.values.is_empty()
    }

    /// ` … SET … WHERE …`; where nothing changes, the rows as they are.
    fn write(&mut self, out: &mut Writer) {
        if self.changes_nothing() {
            out.text("SELECT ");
            out.text(M::COLUMNS);
            out.text(" FROM ");
            out.text(M::TABLE);
            out.alias();
            self.parts.write_where(None, out);
            return;
        }
        out.text("UPDATE ");
        out.text(M::TABLE);
        out.alias();
        out.text(" SET ");
        out.joined(self.changed.take_values(), ", ", |out, change| change.write(out));
        self.parts.write_where(None, out);
    }

    fn returning(&mut self) -> Statement {
        let changes = !self.changes_nothing();
        let mut out = Writer::default();
        self.write(&mut out);
        if changes {
            write_returning::<M>(&mut out);
        }
        out.finish()
    }
}

/// New values for the row with a key.
#[derive(Debug)]
#[must_use = "a plan does nothing until a client runs it"]
pub struct UpdateOne<M> {
    inner: Parted<M>,
}

impl<M: Model> UpdateOne<M> {
    /// Of the row that satisfies this.
    pub fn new(key: Condition<M>, patch: impl Changes<M>) -> Self {
        Self { inner: Parted::new(key, patch) }
    }

    /// A value that the server computes, besides: `also(TOKENS.increment(1))`, `also(LABELS.push("x"))`.
    pub fn also(mut self, assignment: Assignment<M>) -> Self {
        self.inner.changed.also(assignment);
        self
    }

    /// `@version`: only while the row has this version.
    pub fn versioned<T>(mut self, column: Column<M, T>, version: T) -> Self
    where
        T: ToSql + Sync + Send + 'static,
    {
        self.inner.parts.filter(column.eq(version));
        self
    }
}

impl<M: Model> Plan for UpdateOne<M> {
    type Output = Option<M>;

    fn begin(mut self) -> Result<Step<Option<M>>> {
        Ok(model::first(self.inner.returning()))
    }
}

/// New values for every row that satisfies a condition; the result is their number.
#[derive(Debug)]
#[must_use = "a plan does nothing until a client runs it"]
pub struct UpdateMany<M> {
    inner: Parted<M>,
}

impl<M: Model> UpdateMany<M> {
    /// Of the rows that satisfy this. There is no update of all rows by omission.
    pub fn new(condition: Condition<M>, patch: impl Changes<M>) -> Self {
        Self { inner: Parted::new(condition, patch) }
    }

    /// A value that the server computes, besides: `also(TOKENS.increment(1))`, `also(LABELS.push("x"))`.
    pub fn also(mut self, assignment: Assignment<M>) -> Self {
        self.inner.changed.also(assignment);
        self
    }

    /// Rows that count as deleted (`@softDelete`) too.
    pub const fn with_deleted(mut self) -> Self {
        self.inner.parts.deleted = Deleted::With;
        self
    }

    /// The rows as they are afterwards, instead of their number.
    pub fn returning(mut self) -> Returning<M> {
        Returning { statement: self.inner.returning(), of: PhantomData }
    }
}

impl<M: Model> Plan for UpdateMany<M> {
    type Output = u64;

    fn begin(mut self) -> Result<Step<u64>> {
        if self.inner.changes_nothing() {
            return Ok(Step::Done(0));
        }
        let mut out = Writer::default();
        self.inner.write(&mut out);
        Ok(Step::count(out.finish(), Ok))
    }
}

/// The rows that a statement wrote.
#[derive(Debug)]
#[must_use = "a plan does nothing until a client runs it"]
pub struct Returning<M> {
    pub(crate) statement: Statement,
    pub(crate) of: PhantomData<fn() -> M>,
}

impl<M: Model> Plan for Returning<M> {
    type Output = Vec<M>;

    fn begin(self) -> Result<Step<Vec<M>>> {
        Ok(Step::each(self.statement, |row| M::read(row, 0), Ok))
    }
}
