//! Rows on their way through `COPY`.

use postgres_types::Type;

use crate::batch::{Batch, Slot};
use crate::types::{Buffer, wire};
use crate::{Error, Result, Statement};

/// Rows that are copied into a table, in PostgreSQL's binary format.
#[derive(Debug)]
pub struct CopyIn {
    batch: Batch,
}

/// How much is sent at a time.
const CHUNK: usize = 64 * 1024;

impl CopyIn {
    pub(crate) const fn new(batch: Batch) -> Self {
        Self { batch }
    }

    /// Whether every value can be copied as these types: text that the server would have to cast cannot.
    pub(crate) fn fits(&self, types: &[Type]) -> bool {
        self.batch.slots.iter().zip(types).all(|(slot, of)| slot.values.accepts(of))
    }

    /// The same rows as statements that insert them.
    pub(crate) fn into_statements(self) -> Vec<Statement> {
        self.batch.into_statements("")
    }

    fn columns(&self) -> String {
        self.batch.slots.iter().map(|slot| slot.name).collect::<Vec<_>>().join(", ")
    }

    /// A statement whose columns have the types that are copied.
    pub(crate) fn probe(&self) -> String {
        format!("SELECT {} FROM {} WHERE FALSE", self.columns(), self.batch.table)
    }

    /// The statement that is followed by the rows.
    pub(crate) fn statement(&self) -> String {
        format!("COPY {} ({}) FROM STDIN (FORMAT binary)", self.batch.table, self.columns())
    }

    /// The rows in pieces.
    pub(crate) fn encode(&self, types: &[Type]) -> Result<Vec<Buffer>> {
        let mut pieces = Vec::new();
        let mut out = Buffer::with_capacity(CHUNK + CHUNK / 4);
        out.extend_from_slice(b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0");
        let width = i16::try_from(self.batch.slots.len()).map_err(|_| Error::TooLarge)?;
        for row in 0..self.batch.rows {
            out.extend_from_slice(&width.to_be_bytes());
            for (slot, of) in self.batch.slots.iter().zip(types) {
                value(slot, row, of, &mut out)?;
            }
            if out.len() >= CHUNK {
                pieces.push(std::mem::replace(&mut out, Buffer::with_capacity(CHUNK + CHUNK / 4)));
            }
        }
        out.extend_from_slice(&(-1_i16).to_be_bytes());
        pieces.push(out);
        Ok(pieces)
    }
}

fn value(slot: &Slot, row: usize, of: &Type, out: &mut Buffer) -> Result<()> {
    wire::sized(out, |out| slot.values.at(row).to_sql_checked(of, out)).map_err(Error::from)
}
