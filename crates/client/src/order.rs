//! Order of rows.

use std::marker::PhantomData;

use crate::condition::Operand;
use crate::statement::Writer;

/// One key of an order.
#[derive(Debug)]
#[must_use = "an order does nothing until a plan takes it"]
pub struct Order<M> {
    by: Operand,
    words: &'static str,
    nulls: &'static str,
    of: PhantomData<fn() -> M>,
}

impl<M> Order<M> {
    pub(crate) const fn new(by: Operand, words: &'static str) -> Self {
        Self { by, words, nulls: "", of: PhantomData }
    }

    /// Rows without a value first.
    pub fn nulls_first(self) -> Self {
        Self { nulls: " NULLS FIRST", ..self }
    }

    /// Rows without a value last.
    pub fn nulls_last(self) -> Self {
        Self { nulls: " NULLS LAST", ..self }
    }

    pub(crate) fn write(self, out: &mut Writer) {
        self.by.write(out);
        out.text(self.words);
        out.text(self.nulls);
    }
}
