//! What generated modules name, so that a project needs no further dependency.

mod calendar;
#[cfg(feature = "chrono")]
pub mod chrono;
mod geometry;
mod hstore;
mod inet;
mod interval;
#[cfg(feature = "jiff")]
pub mod jiff;
mod mac;
mod multirange;
mod range;
mod sent;
mod text;
#[cfg(feature = "time")]
pub mod time;
mod timetz;
mod vector;
pub mod wire;

pub use calendar::Now;
#[allow(unused_imports, reason = "without a crate of dates nothing names it")]
use calendar::calendar;
pub use geometry::{Circle, Ends, Line, Path, Point, Polygon, Rectangle, Segment};
pub use hstore::Hstore;
pub use inet::Inet;
pub use interval::Interval;
pub use mac::{MacAddr, MacAddr8};
pub use multirange::Multirange;
pub use range::{Edge, Range};
pub(crate) use sent::sent_as;
pub use text::TsVector;
pub use timetz::Timetz;
pub use vector::{SparseVector, Vector};

use postgres_types::WrongType;
pub use postgres_types::{FromSql, IsNull, Kind, ToSql, Type, to_sql_checked};
pub use rust_decimal::Decimal;
pub use serde_json::Value as Json;
pub use tokio_postgres::Row;
pub use uuid::Uuid;

/// Bytes being written as a parameter.
pub type Buffer = postgres_types::private::BytesMut;
/// The value, if it is one for a parameter of this type: `to_sql_checked` of generated types.
///
/// # Errors
/// Another type; what the conversion refuses.
#[doc(hidden)]
pub fn checked<T: ToSql>(value: &T, of: &Type, out: &mut Buffer) -> Result<IsNull, ConversionError> {
    if T::accepts(of) { value.to_sql(of, out) } else { Err(Box::new(WrongType::new::<T>(of.clone()))) }
}

/// Any error of a conversion.
pub type ConversionError = Box<dyn std::error::Error + Sync + Send>;
