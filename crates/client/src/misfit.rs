//! Why a value does not fit its type, without the value.

use std::error::Error;
use std::fmt;
use std::net::AddrParseError;
use std::num::{ParseIntError, TryFromIntError};
use std::str::Utf8Error;

use postgres_types::{WasNull, WrongType};

use crate::types::ConversionError;

/// A conversion that failed, in words that hold no value.
#[doc(hidden)]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Misfit(pub &'static str);

impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

impl Error for Misfit {}

/// What the driver says of values that a type cannot hold.
const OF_THE_DRIVER: &[&str] = &[
    "array contains too many dimensions",
    "invalid buffer size",
    "value too large to decode",
    "value too large to transmit",
];

/// The words of a conversion that failed, where they are known to hold no value.
pub(crate) fn words(why: &(dyn Error + 'static)) -> String {
    let text = why.to_string();
    let harmless = why.is::<Misfit>()
        || why.is::<WrongType>()
        || why.is::<WasNull>()
        || why.is::<Utf8Error>()
        || why.is::<ParseIntError>()
        || why.is::<TryFromIntError>()
        || why.is::<AddrParseError>()
        || OF_THE_DRIVER.contains(&text.as_str());
    if harmless { text } else { "it does not fit its type".to_owned() }
}

/// Why a value cannot be sent. `Display` and `Debug` hold no value; [`Self::reveal`] may.
pub struct Conversion(ConversionError);

impl Conversion {
    /// What the conversion said. It may hold the value: not for logs.
    #[must_use]
    pub fn reveal(&self) -> &(dyn Error + Sync + Send + 'static) {
        &*self.0
    }
}

impl fmt::Display for Conversion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&words(&*self.0))
    }
}

impl fmt::Debug for Conversion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Conversion({self})")
    }
}

impl From<ConversionError> for crate::Error {
    fn from(why: ConversionError) -> Self {
        Self::Encode(Conversion(why))
    }
}
