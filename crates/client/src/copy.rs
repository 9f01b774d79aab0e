//! Rows on their way through `COPY`.

use postgres_types::{IsNull, Type};

use crate::many::Slot;
use crate::types::Buffer;
use crate::{Error, Result};

/// Rows that are copied into a table, in PostgreSQL's binary format.
#[derive(Debug)]
pub struct CopyIn {
    table: &'static str,
    slots: Vec<Slot>,
    rows: usize,
}

/// How much is sent at a time.
const CHUNK: usize = 64 * 1024;

impl CopyIn {
    pub(crate) const fn new(table: &'static str, slots: Vec<Slot>, rows: usize) -> Self {
        Self { table, slots, rows }
    }

    fn columns(&self) -> String {
        self.slots.iter().map(|slot| slot.name).collect::<Vec<_>>().join(", ")
    }

    /// A statement whose columns have the types that are copied.
    pub(crate) fn probe(&self) -> String {
        format!("SELECT {} FROM {} WHERE FALSE", self.columns(), self.table)
    }

    /// The statement that is followed by the rows.
    pub(crate) fn statement(&self) -> String {
        format!("COPY {} ({}) FROM STDIN (FORMAT binary)", self.table, self.columns())
    }

    /// The rows in pieces.
    pub(crate) fn encode(&self, types: &[Type]) -> Result<Vec<Buffer>> {
        let mut pieces = Vec::new();
        let mut out = Buffer::with_capacity(CHUNK + CHUNK / 4);
        out.extend_from_slice(b"PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0");
        let width = i16::try_from(self.slots.len()).map_err(|_| Error::TooLarge)?;
        for row in 0..self.rows {
            out.extend_from_slice(&width.to_be_bytes());
            for (slot, of) in self.slots.iter().zip(types) {
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

/// A length, then the bytes; the length is known afterwards.
fn value(slot: &Slot, row: usize, of: &Type, out: &mut Buffer) -> Result<()> {
    let start = out.len();
    out.extend_from_slice(&(-1_i32).to_be_bytes());
    let is_null = slot.values.at(row).to_sql_checked(of, out).map_err(Error::Encode)?;
    if matches!(is_null, IsNull::No) {
        let length = i32::try_from(out.len() - start - 4).map_err(|_| Error::TooLarge)?;
        out[start..start + 4].copy_from_slice(&length.to_be_bytes());
    }
    Ok(())
}
