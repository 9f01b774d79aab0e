//! One event for each statement and for each difference of the schema, with the feature `tracing`.

/// Measures a statement from here on.
#[derive(Debug)]
pub(crate) struct Span {
    #[cfg(feature = "tracing")]
    started: std::time::Instant,
}

impl Span {
    pub(crate) fn start() -> Self {
        Self {
            #[cfg(feature = "tracing")]
            started: std::time::Instant::now(),
        }
    }

    /// The statement is done: its text and its rows, never its values.
    #[cfg_attr(not(feature = "tracing"), allow(clippy::unused_self))]
    pub(crate) fn end(&self, sql: &str, rows: Result<u64, &crate::Error>) {
        #[cfg(feature = "tracing")]
        {
            let microseconds = u64::try_from(self.started.elapsed().as_micros()).unwrap_or(u64::MAX);
            match rows {
                Ok(rows) => tracing::debug!(target: "icms_client", sql, rows, microseconds, "statement"),
                Err(error) => {
                    tracing::warn!(target: "icms_client", sql, %error, microseconds, "statement failed");
                }
            }
        }
        #[cfg(not(feature = "tracing"))]
        let _ = (sql, rows);
    }
}

/// The database differs from what the client was made for.
pub(crate) fn difference(drift: &crate::Drift) {
    #[cfg(feature = "tracing")]
    tracing::warn!(target: "icms_client", difference = %drift, "the database is not what the client was made for");
    #[cfg(not(feature = "tracing"))]
    let _ = drift;
}
