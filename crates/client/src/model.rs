//! What a generated module says about a table.

use tokio_postgres::Row;

use crate::{Changed, Error, Result, Statement, Step};

/// A row of a table or view.
pub trait Model: Sized + Send + 'static {
    /// The table, qualified and quoted.
    const TABLE: &'static str;
    /// Its columns, quoted, in the order in which [`Self::read`] takes them.
    const COLUMNS: &'static str;
    /// How many columns these are.
    const WIDTH: usize;
    /// `@softDelete`: the column that says since when a row counts as deleted.
    const DELETED_AT: Option<&'static str> = None;
    /// What the client expects of the table.
    const SHAPE: crate::schema::Table;

    /// Reads a row, column by column from the one at `at`.
    ///
    /// # Errors
    /// A value that does not fit its field.
    fn read(row: &Row, at: usize) -> Result<Self>;

    /// What else changes whenever something of a row does: `@updatedAt`, `@version`.
    #[inline]
    fn touch(_changes: &mut Changed<Self>) {}
}

/// The first row of a statement, if there is one.
pub(crate) fn first<M: Model>(statement: Statement) -> Step<Option<M>> {
    Step::first(statement, |row| M::read(row, 0), Ok)
}

/// The only row of a statement.
pub(crate) fn one<M: Model>(statement: Statement) -> Step<M> {
    Step::first(statement, |row| M::read(row, 0), |row| row.ok_or(Error::NotFound))
}
