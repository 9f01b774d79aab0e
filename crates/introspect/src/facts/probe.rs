//! One question to the data, in a read-only transaction that gives up soon.

use std::time::{Duration, Instant};

use icms_connect::Session;
use icms_model::QualifiedName;
use icms_sql::quote_ident;
use postgres::Row;
use postgres::types::{ToSql, Type};

/// Asks until time is up. An answer that is refused, too late or cut by row-level security is none.
pub(super) struct Probe<'s> {
    session: &'s mut Session,
    timeout: Duration,
    end: Instant,
}

impl<'s> Probe<'s> {
    pub(super) const fn new(session: &'s mut Session, timeout: Duration, end: Instant) -> Self {
        Self { session, timeout, end }
    }

    /// The rows of a query.
    pub(super) fn rows(&mut self, sql: &str, parameters: &[(&(dyn ToSql + Sync), Type)]) -> Option<Vec<Row>> {
        let left = self.end.saturating_duration_since(Instant::now()).min(self.timeout).as_millis();
        if left == 0 {
            return None;
        }
        let mut transaction = self.session.client().build_transaction().read_only(true).start().ok()?;
        // without row_security = off the rows that a policy hides would be counted as not there
        let settings = format!(
            "SET LOCAL statement_timeout = {left}; SET LOCAL lock_timeout = 200; SET LOCAL row_security = off; \
             SET LOCAL jit = off"
        );
        transaction.batch_execute(&settings).ok()?;
        transaction.query_typed(sql, parameters).ok()
    }

    /// Whether a query has any row.
    pub(super) fn exists(&mut self, query: &str) -> Option<bool> {
        self.rows(&format!("SELECT EXISTS ({query})"), &[])?.first()?.try_get(0).ok()
    }
}

/// A name as SQL.
pub(super) fn quoted(name: &QualifiedName) -> String {
    format!("{}.{}", quote_ident(name.namespace.as_str()), quote_ident(name.name.as_str()))
}
