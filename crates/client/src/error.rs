//! What can go wrong while a plan runs.

use std::fmt;

use tokio_postgres::error::SqlState;

use crate::misfit::Conversion;
use crate::refusal::Refusal;
use crate::schema::{Drift, Table};

/// The result of a plan.
pub type Result<T> = std::result::Result<T, Error>;

/// What can go wrong while a plan runs. Neither `Display` nor `Debug` holds values of rows or passwords.
#[derive(Debug)]
#[non_exhaustive]
pub enum Error {
    /// A row with this key exists already.
    Unique {
        /// The constraint or index.
        constraint: String,
    },
    /// The referenced row does not exist, or rows refer to this one.
    ForeignKey {
        /// The constraint.
        constraint: String,
    },
    /// A check refuses the row.
    Check {
        /// The constraint.
        constraint: String,
    },
    /// An exclusion constraint refuses the row.
    Exclusion {
        /// The constraint.
        constraint: String,
    },
    /// A required column got no value.
    NotNull {
        /// The column.
        column: String,
    },
    /// There is no such row.
    NotFound,
    /// A value that its type cannot hold: too long, out of range, no such date (class 22).
    InvalidValue(Refusal),
    /// Another transaction was in the way; running this one again can help (`40001`, `40P01`).
    Conflict(Refusal),
    /// Somebody else holds a lock: `nowait`, `lock_timeout` (`55P03`).
    Locked(Refusal),
    /// The statement was stopped: `statement_timeout`, an administrator (`57014`).
    Cancelled(Refusal),
    /// The role may not do this (`42501`, row level security).
    Denied(Refusal),
    /// A table, column, type, function or extension that the statement needs is not there.
    Undefined(Refusal),
    /// A function or trigger refused (`RAISE`, `P0001`).
    Raised(Refusal),
    /// The server cannot be reached, went away, refuses the login or has no room (classes 08, 28, 53, `57P…`); a transaction
    /// was idle or open for too long, so that the server closed the connection (`25P03`, `25P04`).
    Connection(Refusal),
    /// Anything else the server or the driver says.
    Database(Refusal),
    /// More than the protocol can carry.
    TooLarge,
    /// A page is to be read in an order without a key of the table: rows would be skipped.
    PageWithoutKey(Keys),
    /// A value that cannot be sent.
    Encode(Conversion),
    /// The database is not what the client was made for.
    Drift(Vec<Drift>),
    /// No connection could be had from a pool.
    Pool(String),
}

impl Error {
    /// Whether the same transaction can succeed when it runs again.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Conflict(_) => true,
            Self::Database(refusal) => refusal.reveal().code().is_some_and(is_stale_plan),
            Self::Unique { .. }
            | Self::ForeignKey { .. }
            | Self::Check { .. }
            | Self::Exclusion { .. }
            | Self::NotNull { .. }
            | Self::NotFound
            | Self::InvalidValue(_)
            | Self::Locked(_)
            | Self::Cancelled(_)
            | Self::Denied(_)
            | Self::Undefined(_)
            | Self::Raised(_)
            | Self::Connection(_)
            | Self::TooLarge
            | Self::PageWithoutKey(_)
            | Self::Encode(_)
            | Self::Drift(_)
            | Self::Pool(_) => false,
        }
    }

    /// The constraint that refused, if one did: compare it with the constants of the generated module.
    #[must_use]
    pub fn constraint(&self) -> Option<&str> {
        match self {
            Self::Unique { constraint }
            | Self::ForeignKey { constraint }
            | Self::Check { constraint }
            | Self::Exclusion { constraint } => Some(constraint),
            Self::NotNull { .. }
            | Self::NotFound
            | Self::InvalidValue(_)
            | Self::Conflict(_)
            | Self::Locked(_)
            | Self::Cancelled(_)
            | Self::Denied(_)
            | Self::Undefined(_)
            | Self::Raised(_)
            | Self::Connection(_)
            | Self::Database(_)
            | Self::TooLarge
            | Self::PageWithoutKey(_)
            | Self::Encode(_)
            | Self::Drift(_)
            | Self::Pool(_) => None,
        }
    }

    /// What the server or the driver said, where it said more than the error itself does.
    #[must_use]
    pub const fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::InvalidValue(refusal)
            | Self::Conflict(refusal)
            | Self::Locked(refusal)
            | Self::Cancelled(refusal)
            | Self::Denied(refusal)
            | Self::Undefined(refusal)
            | Self::Raised(refusal)
            | Self::Connection(refusal)
            | Self::Database(refusal) => Some(refusal),
            Self::Unique { .. }
            | Self::ForeignKey { .. }
            | Self::Check { .. }
            | Self::Exclusion { .. }
            | Self::NotNull { .. }
            | Self::NotFound
            | Self::TooLarge
            | Self::PageWithoutKey(_)
            | Self::Encode(_)
            | Self::Drift(_)
            | Self::Pool(_) => None,
        }
    }
}

/// The keys of a table, one of which the order of a page must hold.
#[derive(Clone, Copy)]
pub struct Keys {
    table: Table,
}

impl fmt::Debug for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Display::fmt(self, f)
    }
}

impl Keys {
    pub(crate) const fn of(table: &Table) -> Self {
        Self { table: *table }
    }
}

impl fmt::Display for Keys {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let table = &self.table;
        if table.keys.is_empty() {
            return write!(f, "no page of {table} can follow a row: the schema knows no key of it");
        }
        let keys: Vec<String> = table.keys.iter().map(|key| format!("({})", key.join(", "))).collect();
        write!(
            f,
            "the order of a page of {table} must hold a key, most often at its end: {}",
            keys.join(" or ")
        )
    }
}

/// A prepared statement that a migration made useless: `cached plan must not change result type`, or it is gone.
pub(crate) fn is_stale_plan(code: &SqlState) -> bool {
    *code == SqlState::FEATURE_NOT_SUPPORTED || *code == SqlState::INVALID_SQL_STATEMENT_NAME
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unique { constraint } => write!(f, "a row with this key exists already ({constraint})"),
            Self::ForeignKey { constraint } => {
                write!(f, "a referenced or referring row is in the way ({constraint})")
            }
            Self::Check { constraint } | Self::Exclusion { constraint } => {
                write!(f, "the row violates {constraint}")
            }
            Self::NotNull { column } => write!(f, "{column} needs a value"),
            Self::NotFound => f.write_str("there is no such row"),
            Self::Conflict(refusal) => write!(f, "another transaction is in the way: {refusal}"),
            Self::Undefined(refusal) => {
                write!(f, "the database lacks something: {refusal}; is a migration or an extension missing?")
            }
            Self::Connection(refusal) => write!(f, "no connection: {refusal}"),
            Self::InvalidValue(refusal)
            | Self::Locked(refusal)
            | Self::Cancelled(refusal)
            | Self::Denied(refusal)
            | Self::Raised(refusal)
            | Self::Database(refusal) => refusal.fmt(f),
            Self::TooLarge => f.write_str("more than the protocol can carry"),
            Self::PageWithoutKey(keys) => keys.fmt(f),
            Self::Encode(error) => write!(f, "a value cannot be sent: {error}"),
            Self::Drift(drift) => {
                f.write_str("the database is not what the client was made for")?;
                drift.iter().try_for_each(|one| write!(f, "\n  {one}"))
            }
            Self::Pool(why) => write!(f, "no connection: {why}"),
        }
    }
}

// No source: the driver's errors print everything the server said, and reporters print sources.
impl std::error::Error for Error {}

impl From<tokio_postgres::Error> for Error {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(said) = error.as_db_error() else { return without_answer(error) };
        let constraint = said.constraint().unwrap_or_default().to_owned();
        let column = said.column().unwrap_or_default().to_owned();
        let state = said.code().code().to_owned();
        let refusal = Refusal::new(Box::new(error));
        match (state.get(..2).unwrap_or_default(), state.as_str()) {
            (_, "23505") => Self::Unique { constraint },
            (_, "23503" | "23001") => Self::ForeignKey { constraint },
            (_, "23514") => Self::Check { constraint },
            (_, "23P01") => Self::Exclusion { constraint },
            (_, "23502") => Self::NotNull { column },
            (_, "40001" | "40P01") => Self::Conflict(refusal),
            (_, "42501") => Self::Denied(refusal),
            (_, "55P03") => Self::Locked(refusal),
            (_, "57014") => Self::Cancelled(refusal),
            (_, "P0001") => Self::Raised(refusal),
            (_, "42P01" | "42703" | "42704" | "42883" | "3F000" | "3D000") => Self::Undefined(refusal),
            ("22", _) => Self::InvalidValue(refusal),
            ("08" | "28" | "53" | "57", _) | (_, "25P03" | "25P04") => Self::Connection(refusal),
            _ => Self::Database(refusal),
        }
    }
}

/// The connection broke, or a value does not fit its Rust type.
fn without_answer(error: tokio_postgres::Error) -> Error {
    use std::error::Error as _;
    let broken = error.is_closed() || error.source().is_some_and(|why| why.is::<std::io::Error>());
    let refusal = Refusal::new(Box::new(error));
    if broken { Error::Connection(refusal) } else { Error::Database(refusal) }
}
