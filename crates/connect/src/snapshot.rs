//! A read-only view of one moment, which a second connection can share.

use postgres::types::ToSql;
use postgres::{Client, IsolationLevel, Row, Transaction};

use crate::error::DatabaseError;
use crate::session::row_texts;

/// A read-only transaction in which every query sees the same moment. Dropping it ends it.
pub struct Snapshot<'s> {
    transaction: Transaction<'s>,
}

/// The name of a snapshot for another session to [join](crate::Session::join).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct SnapshotId(String);

impl<'s> Snapshot<'s> {
    pub(crate) fn begin(client: &'s mut Client, joined: Option<&SnapshotId>) -> Result<Self, DatabaseError> {
        let mut transaction = client
            .build_transaction()
            .isolation_level(IsolationLevel::RepeatableRead)
            .read_only(true)
            .start()?;
        if let Some(SnapshotId(name)) = joined {
            // the server made the name; it still is a literal
            transaction.batch_execute(&format!("SET TRANSACTION SNAPSHOT '{}'", name.replace('\'', "''")))?;
        }
        Ok(Self { transaction })
    }

    /// A name for other sessions, valid while this snapshot lives.
    pub fn export(&mut self) -> Result<SnapshotId, DatabaseError> {
        let row = self.transaction.query_one("SELECT pg_export_snapshot()", &[])?;
        Ok(SnapshotId(row.try_get(0)?))
    }

    /// The driver's transaction.
    pub const fn transaction(&mut self) -> &mut Transaction<'s> {
        &mut self.transaction
    }

    /// Rows with their types.
    pub fn query(
        &mut self,
        sql: &str,
        parameters: &[&(dyn ToSql + Sync)],
    ) -> Result<Vec<Row>, DatabaseError> {
        Ok(self.transaction.query(sql, parameters)?)
    }

    /// Rows as the server prints them.
    pub fn texts(&mut self, sql: &str) -> Result<Vec<Vec<Option<String>>>, DatabaseError> {
        Ok(self.transaction.simple_query(sql)?.iter().filter_map(row_texts).collect())
    }
}
