//! `inet` and `cidr`.

use std::fmt;
use std::net::IpAddr;
use std::str::FromStr;

use postgres_protocol::types::{inet_from_sql, inet_to_sql};
use postgres_types::{FromSql, IsNull, ToSql, Type, to_sql_checked};

use super::{Buffer, ConversionError};

/// An address with the length of its network's prefix.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Inet {
    /// The address.
    pub address: IpAddr,
    /// How many leading bits name the network: 32 or 128 for a single host.
    pub prefix: u8,
}

impl From<IpAddr> for Inet {
    fn from(address: IpAddr) -> Self {
        Self { address, prefix: if address.is_ipv4() { 32 } else { 128 } }
    }
}

impl FromStr for Inet {
    type Err = ConversionError;

    fn from_str(text: &str) -> Result<Self, ConversionError> {
        match text.split_once('/') {
            None => Ok(Self::from(text.parse::<IpAddr>()?)),
            Some((address, prefix)) => Ok(Self { address: address.parse()?, prefix: prefix.parse()? }),
        }
    }
}

impl fmt::Display for Inet {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if Self::from(self.address) == *self {
            return write!(f, "{}", self.address);
        }
        write!(f, "{}/{}", self.address, self.prefix)
    }
}

impl<'a> FromSql<'a> for Inet {
    fn from_sql(_: &Type, raw: &'a [u8]) -> Result<Self, ConversionError> {
        let inet = inet_from_sql(raw)?;
        Ok(Self { address: inet.addr(), prefix: inet.netmask() })
    }

    fn accepts(of: &Type) -> bool {
        matches!(*of, Type::INET | Type::CIDR)
    }
}

impl ToSql for Inet {
    fn to_sql(&self, of: &Type, out: &mut Buffer) -> Result<IsNull, ConversionError> {
        let start = out.len();
        inet_to_sql(self.address, self.prefix, out);
        if *of == Type::CIDR
            && let Some(is_cidr) = out.get_mut(start + 2)
        {
            *is_cidr = 1;
        }
        Ok(IsNull::No)
    }

    fn accepts(of: &Type) -> bool {
        matches!(*of, Type::INET | Type::CIDR)
    }

    to_sql_checked!();
}
