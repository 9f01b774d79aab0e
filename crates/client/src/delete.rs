//! Removing rows.

use tokio_postgres::Row;

use crate::{Condition, Model, Query, Result, Statement};

/// The rows that satisfy a condition go; they come back as they were.
#[derive(Debug)]
#[must_use = "a query does nothing until a client runs it"]
pub struct Delete<M> {
    condition: Condition<M>,
}

impl<M: Model> Delete<M> {
    /// Of the rows that satisfy this. There is no deletion of all rows by omission.
    pub const fn new(condition: Condition<M>) -> Self {
        Self { condition }
    }
}

impl<M: Model> Query for Delete<M> {
    type Output = Vec<M>;

    fn statement(self) -> Statement {
        let mut out = Statement { sql: format!("DELETE FROM {} WHERE ", M::TABLE), parameters: Vec::new() };
        self.condition.write(&mut out);
        out.sql.push_str(&format!(" RETURNING {}", M::COLUMNS));
        out
    }

    fn read(rows: &[Row]) -> Result<Vec<M>> {
        rows.iter().map(M::read).collect()
    }
}
