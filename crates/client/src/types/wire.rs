//! Reading and writing what PostgreSQL's binary formats are made of: numbers, and values behind their length.

use postgres_types::IsNull;

use super::{Buffer, ConversionError};
use crate::Misfit;

/// Bytes being read from the front.
#[derive(Debug)]
pub struct Reader<'a> {
    left: &'a [u8],
}

macro_rules! numbers {
    ($($name:ident $t:ty),*) => { $(
        /// The next number.
        ///
        /// # Errors
        /// Too few bytes.
        pub fn $name(&mut self) -> Result<$t, ConversionError> {
            let (head, left) = self.left.split_first_chunk().ok_or(Misfit("the value is cut off"))?;
            self.left = left;
            Ok(<$t>::from_be_bytes(*head))
        }
    )* };
}

impl<'a> Reader<'a> {
    /// From the first byte.
    #[must_use]
    pub const fn new(left: &'a [u8]) -> Self {
        Self { left }
    }

    numbers!(u8 u8, i16 i16, u16 u16, i32 i32, u32 u32, i64 i64, f32 f32, f64 f64);

    /// The next bytes behind their length; none for NULL.
    ///
    /// # Errors
    /// Too few bytes.
    pub fn sized(&mut self) -> Result<Option<&'a [u8]>, ConversionError> {
        let length = self.i32()?;
        let Ok(length) = usize::try_from(length) else { return Ok(None) };
        let (head, left) = self.left.split_at_checked(length).ok_or(Misfit("the value is cut off"))?;
        self.left = left;
        Ok(Some(head))
    }

    /// Everything was read.
    ///
    /// # Errors
    /// Bytes are left.
    pub fn end(&self) -> Result<(), ConversionError> {
        if self.left.is_empty() { Ok(()) } else { Err(Misfit("the value is too long").into()) }
    }
}

/// What `write` writes, behind its length.
///
/// # Errors
/// What `write` says; a value of more than 2 GiB.
pub fn sized(
    out: &mut Buffer,
    write: impl FnOnce(&mut Buffer) -> Result<IsNull, ConversionError>,
) -> Result<(), ConversionError> {
    let start = out.len();
    out.extend_from_slice(&(-1_i32).to_be_bytes());
    if let IsNull::No = write(out)? {
        let length = i32::try_from(out.len() - start - 4)?;
        out[start..start + 4].copy_from_slice(&length.to_be_bytes());
    }
    Ok(())
}
