//! Types of the database's own that have changed since a connection was opened. The driver learns a type once for each
//! connection.

use std::error::Error as _;
use std::sync::atomic::{AtomicBool, Ordering};

use tokio_postgres::error::SqlState;

use crate::misfit::Misfit;
use crate::{Error, Refusal};

/// A value has other members than its type had.
pub(crate) const CHANGED: Misfit = Misfit("the composite type has changed; connect again");

/// Where the server reads a composite value: it refuses one that has other members than the type has now.
const READS_MEMBERS: &str = "record_recv";

/// Whether types have changed.
#[derive(Debug, Default)]
pub(crate) struct Outdated(AtomicBool);

impl Outdated {
    pub(crate) fn set(&self) {
        self.0.store(true, Ordering::Relaxed);
    }

    #[cfg(any(feature = "pool", feature = "r2d2"))]
    pub(crate) fn is_set(&self) -> bool {
        self.0.load(Ordering::Relaxed)
    }
}

/// Whether an error may mean that. One that means something else costs a pool a new connection, and no more.
pub(crate) fn says_so(error: &Error) -> bool {
    let Some(said) = error.refusal().map(Refusal::reveal) else { return false };
    let Some(answer) = said.as_db_error() else {
        return said.source().and_then(|why| why.downcast_ref()) == Some(&CHANGED);
    };
    // A type by its old number (`cache lookup failed`), or the driver's question about a new one, which no server keeps
    // that is lent for one transaction.
    let lost = [SqlState::INTERNAL_ERROR, SqlState::INVALID_SQL_STATEMENT_NAME].contains(answer.code());
    lost || answer.routine() == Some(READS_MEMBERS)
}
