//! `macaddr` and `macaddr8`.

use std::fmt;
use std::str::FromStr;

use postgres_types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use super::{Buffer, ConversionError};

/// A hardware address of six or eight bytes.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MacAddr(pub Vec<u8>);

impl FromStr for MacAddr {
    type Err = ConversionError;

    fn from_str(text: &str) -> Result<Self, ConversionError> {
        let bytes: Result<Vec<u8>, _> =
            text.split([':', '-']).map(|byte| u8::from_str_radix(byte, 16)).collect();
        let bytes = bytes?;
        match bytes.len() {
            6 | 8 => Ok(Self(bytes)),
            other => Err(format!("a hardware address has 6 or 8 bytes, not {other}").into()),
        }
    }
}

impl fmt::Display for MacAddr {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (at, byte) in self.0.iter().enumerate() {
            write!(f, "{}{byte:02x}", if at == 0 { "" } else { ":" })?;
        }
        Ok(())
    }
}

impl<'a> FromSql<'a> for MacAddr {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, ConversionError> {
        Ok(Self(raw.to_vec()))
    }

    fn accepts(of: &Type) -> bool {
        matches!(*of, Type::MACADDR | Type::MACADDR8)
    }
}

impl ToSql for MacAddr {
    fn to_sql(&self, of: &Type, out: &mut Buffer) -> Result<IsNull, ConversionError> {
        let wanted = if *of == Type::MACADDR { 6 } else { 8 };
        if self.0.len() != wanted {
            return Err(format!("{of} has {wanted} bytes, {self} has {}", self.0.len()).into());
        }
        out.extend_from_slice(&self.0);
        Ok(IsNull::No)
    }

    fn accepts(of: &Type) -> bool {
        matches!(*of, Type::MACADDR | Type::MACADDR8)
    }

    to_sql_checked!();
}
