//! What generated modules name, so that a project needs no further dependency.

mod inet;
mod interval;
mod mac;
mod range;
mod text;
mod time;

pub use inet::Inet;
pub use interval::Interval;
pub use mac::MacAddr;
pub use range::{Edge, Range};
pub use text::TsVector;
pub(crate) use time::now_in_utc;
pub use time::{Date, Time, Timestamp, Timestamptz, now, today};

pub use postgres_types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
pub use rust_decimal::Decimal;
pub use serde_json::Value as Json;
pub use tokio_postgres::Row;
pub use uuid::Uuid;

/// Bytes being written as a parameter.
pub type Buffer = postgres_types::private::BytesMut;
/// Any error of a conversion.
pub type ConversionError = Box<dyn std::error::Error + Sync + Send>;
