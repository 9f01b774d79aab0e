//! What can go wrong while a query runs.

use std::fmt;

/// The result of a query.
pub type Result<T> = std::result::Result<T, Error>;

/// What can go wrong while a query runs.
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
    /// A required column got no value.
    NotNull {
        /// The column.
        column: String,
    },
    /// There is no such row.
    NotFound,
    /// Anything else the server or the connection says.
    Database(tokio_postgres::Error),
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unique { constraint } => write!(f, "a row with this key exists already ({constraint})"),
            Self::ForeignKey { constraint } => {
                write!(f, "a referenced or referring row is in the way ({constraint})")
            }
            Self::Check { constraint } => write!(f, "the row violates {constraint}"),
            Self::NotNull { column } => write!(f, "{column} needs a value"),
            Self::NotFound => f.write_str("there is no such row"),
            Self::Database(error) => write!(f, "{error}"),
        }
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        match self {
            Self::Database(error) => Some(error),
            Self::Unique { .. }
            | Self::ForeignKey { .. }
            | Self::Check { .. }
            | Self::NotNull { .. }
            | Self::NotFound => None,
        }
    }
}

impl From<tokio_postgres::Error> for Error {
    fn from(error: tokio_postgres::Error) -> Self {
        let Some(said) = error.as_db_error() else { return Self::Database(error) };
        let constraint = said.constraint().unwrap_or_default().to_owned();
        match said.code().code() {
            "23505" => Self::Unique { constraint },
            "23503" => Self::ForeignKey { constraint },
            "23514" => Self::Check { constraint },
            "23502" => Self::NotNull { column: said.column().unwrap_or_default().to_owned() },
            _ => Self::Database(error),
        }
    }
}
