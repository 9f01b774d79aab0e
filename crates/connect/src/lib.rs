//! How `icms` reaches a PostgreSQL: the URL as people write it, TLS, and sessions that explain their errors.
//!
//! Input: a URL. Output: an open [`Session`] and its [`ServerVersion`], or one [`Diagnostic`] that says what to do.
//! Invariants: a password leaves a [`Url`] only through [`Url::reveal`] and the driver; every error of a server keeps
//! its SQLSTATE, detail, hint and position ([`DatabaseError`]), and shows no value of a row; nothing waits longer than the connect timeout.
//!
//! ```
//! use icms_connect::Url;
//! let url = Url::parse("postgresql://dev:dev@123@localhost:5432/shop?schema=public,audit").unwrap();
//! assert_eq!(url.schemas(), ["public", "audit"]);
//! assert_eq!(url.to_string(), "postgresql://dev:***@localhost:5432/shop?schema=public,audit");
//! ```
//!
//! [`Diagnostic`]: icms_diagnostic::Diagnostic

pub mod codes;
mod discretion;
mod error;
mod failure;
mod home;
mod host;
mod libpq;
mod login;
mod open;
mod parameter;
mod password_file;
mod percent;
mod secret;
mod service;
mod session;
mod snapshot;
mod split;
mod tls;
mod url;
mod version;

pub use discretion::without_quoted;
pub use error::DatabaseError;
pub use host::{Address, Host};
pub use libpq::client_program;
pub use parameter::{SessionAttributes, SslMode};
pub use session::{CancelToken, Purpose, Session};
pub use snapshot::{Snapshot, SnapshotId};
pub use url::Url;
pub use version::ServerVersion;
