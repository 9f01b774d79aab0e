//! Statements whose rows can be taken one by one.

use tokio_postgres::Row;

use crate::{Result, Statement};

/// A plan of one statement that gives any number of rows.
pub trait Rows {
    /// What a row becomes.
    type Row: Send + 'static;

    /// The statement.
    ///
    /// # Errors
    /// What makes no statement.
    fn statement(self) -> Result<Statement>;

    /// Reads a row.
    ///
    /// # Errors
    /// A value that does not fit.
    fn read(row: &Row) -> Result<Self::Row>;
}
