//! A query as a value: its text, its parameters, and how its rows are read.

use tokio_postgres::Row;

use crate::Result;

/// A value on its way to the server.
pub type Parameter = Box<dyn postgres_types::ToSql + Sync + Send>;

/// Text with `$1 …` and the values for them.
#[derive(Debug, Default)]
pub struct Statement {
    /// The text.
    pub sql: String,
    /// The values.
    pub parameters: Vec<Parameter>,
}

impl Statement {
    /// The parameters as the driver takes them.
    pub(crate) fn borrowed(&self) -> Vec<&(dyn postgres_types::ToSql + Sync)> {
        self.parameters.iter().map(|p| &**p as &(dyn postgres_types::ToSql + Sync)).collect()
    }

    /// Adds a value and writes its placeholder, cast where the column's type needs it.
    pub(crate) fn push(&mut self, parameter: Parameter, cast: &str) {
        self.parameters.push(parameter);
        self.sql.push_str(&format!("${}{cast}", self.parameters.len()));
    }
}

/// Anything a client can run.
pub trait Query {
    /// What comes back.
    type Output;

    /// Its text and values.
    fn statement(self) -> Statement;

    /// Reads the rows that come back.
    ///
    /// # Errors
    /// A row that cannot be read, or none where one was asked for.
    fn read(rows: &[Row]) -> Result<Self::Output>;
}
