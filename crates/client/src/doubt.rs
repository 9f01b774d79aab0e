//! Whether a statement of a transaction may have failed. The server undoes such a transaction, and answers `COMMIT` as if
//! all were well.

use std::sync::atomic::{AtomicUsize, Ordering};

use crate::Result;

/// A statement that is refused where one before it has failed, and does nothing else.
pub(crate) const PROBE: &str = "SELECT";

/// The number of statements that began and did not end well: refused, given up, or rows that nobody read.
#[derive(Debug, Default)]
pub(crate) struct Doubt(AtomicUsize);

impl Doubt {
    /// A statement begins.
    pub(crate) fn begin(&self) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }

    /// A statement has ended.
    pub(crate) fn end<T>(&self, result: Result<T>) -> Result<T> {
        if result.is_ok() {
            self.0.fetch_sub(1, Ordering::Relaxed);
        }
        result
    }

    /// Whether it is worth asking the server.
    pub(crate) fn is_there(&self) -> bool {
        self.0.load(Ordering::Relaxed) > 0
    }
}
