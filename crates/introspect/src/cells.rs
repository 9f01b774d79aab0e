//! The values of a row, taken one after another in the order of the query's SELECT list.

use icms_connect::DatabaseError;
use postgres::Row;
use postgres::types::FromSql;

/// What reading gives: the server's own error says more than any of ours.
pub type Read<T> = Result<T, DatabaseError>;

/// A cursor over the values of one row.
pub struct Cells<'r> {
    row: &'r Row,
    at: usize,
}

impl<'r> Cells<'r> {
    /// At the first value.
    pub const fn of(row: &'r Row) -> Self {
        Self { row, at: 0 }
    }

    /// The next value.
    pub fn take<T: FromSql<'r>>(&mut self) -> Read<T> {
        let at = self.at;
        self.at += 1;
        Ok(self.row.try_get(at)?)
    }

    /// The next value, of PostgreSQL's one-byte type; NUL for NULL.
    pub fn letter(&mut self) -> Read<char> {
        let byte: Option<i8> = self.take()?;
        Ok(byte.map_or('\0', |byte| char::from(byte.to_be_bytes()[0])))
    }
}
