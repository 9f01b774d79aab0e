//! What a server or the driver said, without the values that it may hold.

use std::error::Error as _;
use std::fmt;

use crate::misfit;

/// What a server or the driver said. `Display` and `Debug` hold no values of rows; [`Self::reveal`] does.
///
/// PostgreSQL puts values into details (`Key (email)=(…) already exists`), contexts and some messages (`invalid input
/// syntax for type integer: "…"`), and these end in logs.
pub struct Refusal(Box<tokio_postgres::Error>);

/// Classes of SQLSTATE whose messages are the server's own words about names.
const ABOUT_NAMES: &[&str] = &[
    "08", "0A", "0B", "0L", "0P", "20", "23", "24", "25", "26", "28", "2B", "2D", "34", "3B", "3D", "3F",
    "40", "42", "44", "53", "54", "55", "57", "58",
];
/// Classes whose messages quote values.
const ABOUT_VALUES: &[&str] = &["21", "22", "XX"];

/// How the driver's words about a value begin.
const CONVERSIONS: &[&str] = &["error serializing", "error deserializing"];
/// What it says of a URL: the reason may hold a piece of the password.
const CONFIGURATION: &str = "invalid connection string";

impl Refusal {
    pub(crate) const fn new(error: Box<tokio_postgres::Error>) -> Self {
        Self(error)
    }

    /// Five characters, such as `23505`; none when the connection broke or a value could not be read.
    #[must_use]
    pub fn sqlstate(&self) -> Option<&str> {
        self.0.code().map(|state| state.code())
    }

    /// Everything that was said. It may hold values of rows: not for logs.
    #[must_use]
    pub const fn reveal(&self) -> &tokio_postgres::Error {
        &self.0
    }

    fn message(&self) -> String {
        let Some(said) = self.0.as_db_error() else {
            // The driver's own words, and why: which type, which column.
            let what = self.0.to_string();
            return match self.0.source() {
                Some(_) if what == CONFIGURATION => what,
                Some(why) if CONVERSIONS.iter().any(|begin| what.starts_with(begin)) => {
                    format!("{what}: {}", misfit::words(why))
                }
                Some(why) => format!("{what}: {why}"),
                None => what,
            };
        };
        let class = said.code().code().get(..2).unwrap_or_default();
        let quotes = said.message().contains(|c: char| !c.is_alphanumeric() && !" ()[].,_-".contains(c));
        if ABOUT_NAMES.contains(&class) || (ABOUT_VALUES.contains(&class) && !quotes) {
            said.message().to_owned()
        } else if ABOUT_VALUES.contains(&class) {
            "a value does not fit its type".to_owned()
        } else {
            "a function, trigger or extension refused; its words may hold values".to_owned()
        }
    }
}

impl fmt::Display for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message())?;
        match self.sqlstate() {
            Some(state) => write!(f, " [{state}]"),
            None => Ok(()),
        }
    }
}

impl fmt::Debug for Refusal {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Refusal({self})")
    }
}
