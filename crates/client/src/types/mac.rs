//! `macaddr` and `macaddr8`.

use std::fmt;
use std::str::FromStr;

use postgres_types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use super::{Buffer, ConversionError};

/// `macaddr`: a hardware address of six bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MacAddr(pub [u8; 6]);

/// `macaddr8`: a hardware address of eight bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct MacAddr8(pub [u8; 8]);

fn parsed<const BYTES: usize>(text: &str) -> Result<[u8; BYTES], ConversionError> {
    let bytes: Result<Vec<u8>, _> = text.split([':', '-']).map(|byte| u8::from_str_radix(byte, 16)).collect();
    bytes?.try_into().map_err(|_| format!("a hardware address has {BYTES} bytes here").into())
}

fn shown(bytes: &[u8], f: &mut fmt::Formatter<'_>) -> fmt::Result {
    for (at, byte) in bytes.iter().enumerate() {
        write!(f, "{}{byte:02x}", if at == 0 { "" } else { ":" })?;
    }
    Ok(())
}

macro_rules! addresses {
    ($($name:ident $of:ident),*) => { $(
        impl FromStr for $name {
            type Err = ConversionError;

            fn from_str(text: &str) -> Result<Self, ConversionError> {
                parsed(text).map(Self)
            }
        }

        impl fmt::Display for $name {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                shown(&self.0, f)
            }
        }

        impl<'a> FromSql<'a> for $name {
            fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, ConversionError> {
                Ok(Self(raw.try_into()?))
            }

            fn accepts(of: &Type) -> bool {
                *of == Type::$of
            }
        }

        impl ToSql for $name {
            fn to_sql(&self, _: &Type, out: &mut Buffer) -> Result<IsNull, ConversionError> {
                out.extend_from_slice(&self.0);
                Ok(IsNull::No)
            }

            fn accepts(of: &Type) -> bool {
                *of == Type::$of
            }

            to_sql_checked!();
        }
    )* };
}
addresses!(MacAddr MACADDR, MacAddr8 MACADDR8);
