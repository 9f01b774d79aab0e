//! What can go wrong while a plan runs.

use std::fmt;

use tokio_postgres::error::SqlState;

use crate::schema::Drift;

/// The result of a plan.
pub type Result<T> = std::result::Result<T, Error>;

/// What can go wrong while a plan runs.
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
    /// Another transaction was in the way; running this one again can help.
    Conflict(Box<tokio_postgres::Error>),
    /// More than the protocol can carry.
    TooLarge,
    /// A value that cannot be sent.
    Encode(crate::types::ConversionError),
    /// The database is not what the client was made for.
    Drift(Vec<Drift>),
    /// No connection could be had from a pool.
    Pool(String),
    /// Anything else the server or the connection says.
    Database(Box<tokio_postgres::Error>),
}

impl Error {
    /// Whether the same transaction can succeed when it runs again.
    #[must_use]
    pub fn is_retryable(&self) -> bool {
        match self {
            Self::Conflict(_) => true,
            Self::Database(error) => error.code().is_some_and(is_stale_plan),
            Self::Unique { .. }
            | Self::ForeignKey { .. }
            | Self::Check { .. }
            | Self::Exclusion { .. }
            | Self::NotNull { .. }
            | Self::NotFound
            | Self::TooLarge
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
            | Self::Conflict(_)
            | Self::TooLarge
            | Self::Encode(_)
            | Self::Drift(_)
            | Self::Pool(_)
            | Self::Database(_) => None,
        }
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
            Self::Conflict(error) => write!(f, "another transaction is in the way: {}", said(error)),
            Self::TooLarge => f.write_str("more than the protocol can carry"),
            Self::Encode(error) => write!(f, "a value cannot be sent: {error}"),
            Self::Drift(drift) => {
                f.write_str("the database is not what the client was made for")?;
                drift.iter().try_for_each(|one| write!(f, "\n  {one}"))
            }
            Self::Pool(why) => write!(f, "no connection: {why}"),
            Self::Database(error) => f.write_str(&said(error)),
        }
    }
}

/// What the server said: the driver's own words are only `db error`.
fn said(error: &tokio_postgres::Error) -> String {
    error.as_db_error().map_or_else(|| error.to_string(), ToString::to_string)
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Database(error) | Self::Conflict(error) => Some(error),
            Self::Encode(error) => Some(&**error),
            Self::Unique { .. }
            | Self::ForeignKey { .. }
            | Self::Check { .. }
            | Self::Exclusion { .. }
            | Self::NotNull { .. }
            | Self::NotFound
            | Self::TooLarge
            | Self::Drift(_)
            | Self::Pool(_) => None,
        }
    }
}

impl From<tokio_postgres::Error> for Error {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(said) = error.as_db_error() else { return Self::Database(Box::new(error)) };
        let constraint = said.constraint().unwrap_or_default().to_owned();
        match said.code().code() {
            "23505" => Self::Unique { constraint },
            "23503" => Self::ForeignKey { constraint },
            "23514" => Self::Check { constraint },
            "23P01" => Self::Exclusion { constraint },
            "23502" => Self::NotNull { column: said.column().unwrap_or_default().to_owned() },
            "40001" | "40P01" => Self::Conflict(Box::new(error)),
            _ => Self::Database(Box::new(error)),
        }
    }
}
