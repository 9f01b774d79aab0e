//! What becomes of rows, one by one as they arrive: they are read while they are still in the cache of the processor.

use tokio_postgres::Row;

use crate::{Result, Step};

/// Takes the rows of a statement, and says what comes afterwards.
pub trait Receive<T>: Send {
    /// The next row.
    ///
    /// # Errors
    /// A row that cannot be read.
    fn row(&mut self, row: Row) -> Result<()>;

    /// There are no more rows.
    ///
    /// # Errors
    /// What the rows together say.
    fn end(self: Box<Self>) -> Result<Step<T>>;
}

/// Keeps the rows until all are there.
pub(crate) struct Kept<F> {
    pub rows: Vec<Row>,
    pub read: F,
}

impl<T, F: FnOnce(Vec<Row>) -> Result<T> + Send> Receive<T> for Kept<F> {
    fn row(&mut self, row: Row) -> Result<()> {
        self.rows.push(row);
        Ok(())
    }

    fn end(self: Box<Self>) -> Result<Step<T>> {
        (self.read)(self.rows).map(Step::Done)
    }
}

/// Reads each row at once.
pub(crate) struct Each<R, F, G> {
    pub values: Vec<R>,
    pub read: F,
    pub then: G,
}

impl<T, R, F, G> Receive<T> for Each<R, F, G>
where
    R: Send,
    F: Fn(&Row) -> Result<R> + Send,
    G: FnOnce(Vec<R>) -> Result<T> + Send,
{
    fn row(&mut self, row: Row) -> Result<()> {
        self.values.push((self.read)(&row)?);
        Ok(())
    }

    fn end(self: Box<Self>) -> Result<Step<T>> {
        (self.then)(self.values).map(Step::Done)
    }
}

/// Reads the first row and leaves the others.
pub(crate) struct First<R, F, G> {
    pub value: Option<R>,
    pub read: F,
    pub then: G,
}

impl<T, R, F, G> Receive<T> for First<R, F, G>
where
    R: Send,
    F: Fn(&Row) -> Result<R> + Send,
    G: FnOnce(Option<R>) -> Result<T> + Send,
{
    fn row(&mut self, row: Row) -> Result<()> {
        if self.value.is_none() {
            self.value = Some((self.read)(&row)?);
        }
        Ok(())
    }

    fn end(self: Box<Self>) -> Result<Step<T>> {
        (self.then)(self.value).map(Step::Done)
    }
}

/// Goes on with what somebody else makes of the rows.
pub(crate) struct Chained<T, F> {
    pub inner: Box<dyn Receive<T>>,
    pub next: F,
}

impl<T, U, F> Receive<U> for Chained<T, F>
where
    T: Send + 'static,
    U: Send + 'static,
    F: FnOnce(T) -> Result<Step<U>> + Send + 'static,
{
    fn row(&mut self, row: Row) -> Result<()> {
        self.inner.row(row)
    }

    fn end(self: Box<Self>) -> Result<Step<U>> {
        self.inner.end()?.and_then(self.next)
    }
}
