//! Materialized views: their rows are those of the last refresh.

use std::marker::PhantomData;

use crate::{Model, Plan, Result, Statement, Step};

/// The rows of a materialized view are read anew.
#[derive(Debug)]
#[must_use = "a plan does nothing until a client runs it"]
pub struct Refresh<M> {
    how: &'static str,
    of: PhantomData<fn() -> M>,
}

impl<M: Model> Default for Refresh<M> {
    fn default() -> Self {
        Self { how: "", of: PhantomData }
    }
}

impl<M: Model> Refresh<M> {
    /// Nobody can read the view meanwhile.
    pub fn new() -> Self {
        Self::default()
    }

    /// The view can be read meanwhile; it needs a unique index.
    pub const fn concurrently(mut self) -> Self {
        self.how = "CONCURRENTLY ";
        self
    }
}

impl<M: Model> Plan for Refresh<M> {
    type Output = ();

    fn begin(self) -> Result<Step<()>> {
        let sql = format!("REFRESH MATERIALIZED VIEW {}{}", self.how, M::TABLE);
        let statement = Statement { sql: sql.into(), parameters: Vec::new() };
        Ok(Step::count(statement, |_| Ok(())))
    }
}
