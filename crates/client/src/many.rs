//! Writing many new rows: one array for each column, or, above a size, a copy.

use std::marker::PhantomData;

use tokio_postgres::Row;

use crate::batch::Batch;
use crate::copy::CopyIn;
use crate::insert::New;
use crate::{Model, Plan, Result, Step};

/// From this many rows on, and where nothing has to come back, rows are copied.
const COPY_FROM: usize = 5_000;

/// Many new rows; they come back as the database made them.
#[derive(Debug)]
#[must_use = "a plan does nothing until a client runs it"]
pub struct InsertMany<M> {
    batch: Batch,
    of: PhantomData<fn() -> M>,
}

impl<M: Model> InsertMany<M> {
    /// These rows.
    pub fn new<N: New<Row = M>>(rows: impl IntoIterator<Item = N>) -> Self {
        Self { batch: Batch::new(rows), of: PhantomData }
    }

    /// Rows that stand in the way of others are left out.
    pub const fn or_ignore(mut self) -> Self {
        self.batch.conflict = " ON CONFLICT DO NOTHING";
        self
    }

    /// Their number instead of the rows; from 5,000 rows on they are copied.
    pub const fn count(self) -> CountMany<M> {
        CountMany { insert: self }
    }
}

impl<M: Model> Plan for InsertMany<M> {
    type Output = Vec<M>;

    fn begin(self) -> Result<Step<Vec<M>>> {
        let mut step = Step::Done(Vec::new());
        if self.batch.rows == 0 {
            return Ok(step);
        }
        for statement in self.batch.into_statements(&format!(" RETURNING {}", M::COLUMNS)) {
            step = step.and_then(move |mut before| {
                let read = |row: &Row| M::read(row, 0);
                Ok(Step::each(statement, read, move |rows| {
                    before.extend(rows);
                    Ok(before)
                }))
            })?;
        }
        Ok(step)
    }
}

/// Many new rows, of which only the number matters.
#[derive(Debug)]
#[must_use = "a plan does nothing until a client runs it"]
pub struct CountMany<M> {
    insert: InsertMany<M>,
}

impl<M: Model> Plan for CountMany<M> {
    type Output = u64;

    fn begin(self) -> Result<Step<u64>> {
        let batch = self.insert.batch;
        if batch.rows == 0 {
            return Ok(Step::Done(0));
        }
        if batch.rows >= COPY_FROM && batch.conflict.is_empty() && batch.is_complete() {
            return Ok(copied(batch));
        }
        let mut step = Step::Done(0);
        for statement in batch.into_statements("") {
            step =
                step.and_then(move |before| Ok(Step::count(statement, move |count| Ok(before + count))))?;
        }
        Ok(step)
    }
}

fn copied(batch: Batch) -> Step<u64> {
    Step::Copy(CopyIn::new(batch), Box::new(|count| Ok(Step::Done(count))))
}

/// Rows that are copied, whatever their number: see [`crate::InsertMany::count`].
#[derive(Debug)]
#[must_use = "a plan does nothing until a client runs it"]
pub struct Copy<M> {
    insert: InsertMany<M>,
}

impl<M: Model> Copy<M> {
    /// These rows. A column that only some rows have a value for is NULL in the others.
    pub fn new<N: New<Row = M>>(rows: impl IntoIterator<Item = N>) -> Self {
        Self { insert: InsertMany::new(rows) }
    }
}

impl<M: Model> Plan for Copy<M> {
    type Output = u64;

    fn begin(self) -> Result<Step<u64>> {
        let batch = self.insert.batch;
        Ok(if batch.rows == 0 { Step::Done(0) } else { copied(batch) })
    }
}
