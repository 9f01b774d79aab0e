//! Order of rows.

use std::marker::PhantomData;

/// One key of an order.
#[derive(Debug, Clone)]
pub struct Order<M> {
    pub(crate) sql: String,
    of: PhantomData<fn() -> M>,
}

impl<M> Order<M> {
    pub(crate) const fn new(sql: String) -> Self {
        Self { sql, of: PhantomData }
    }

    /// Rows without a value first.
    #[must_use]
    pub fn nulls_first(mut self) -> Self {
        self.sql.push_str(" NULLS FIRST");
        self
    }

    /// Rows without a value last.
    #[must_use]
    pub fn nulls_last(mut self) -> Self {
        self.sql.push_str(" NULLS LAST");
        self
    }
}
