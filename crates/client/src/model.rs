//! What a generated module says about a table.

use tokio_postgres::Row;

use crate::Result;

/// A row of a table or view.
pub trait Model: Sized {
    /// The table, qualified and quoted.
    const TABLE: &'static str;
    /// Its columns, quoted, in the order in which [`Self::read`] takes them.
    const COLUMNS: &'static str;

    /// Reads a row, column by column from the first one.
    ///
    /// # Errors
    /// A value that does not fit its field.
    fn read(row: &Row) -> Result<Self>;
}
