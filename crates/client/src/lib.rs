//! The runtime of generated modules: queries as values, typed filters, rows, errors; sync and async.
//!
//! A generated module describes its models through [`Model`] and [`Column`]s; the functions it offers return
//! queries ([`Find`], [`Insert`], [`Update`], [`Delete`]), which are plain data until a client runs them. Invariants:
//! names of tables and columns are constants of the generated module, values travel as parameters only; columns are
//! always listed, so that a column that is added later changes nothing for a running release.

mod column;
mod condition;
mod delete;
mod error;
mod find;
mod generate;
mod insert;
mod model;
mod order;
mod query;
#[cfg(feature = "sync")]
mod sync;
mod update;

#[cfg(feature = "async")]
mod asynchronous;

#[cfg(feature = "async")]
pub use asynchronous::{AsyncClient, AsyncTransaction};
pub use column::{Column, Comparable, List, Nullable, Textual};
pub use condition::Condition;
pub use delete::Delete;
pub use error::{Error, Result};
pub use find::{Count, Find, First};
pub use generate::{cuid, nanoid, now, ulid, uuid_v4, uuid_v7};
pub use insert::Insert;
pub use model::Model;
pub use order::Order;
pub use query::{Parameter, Query, Statement};
#[cfg(feature = "sync")]
pub use sync::{Client, Transaction};
pub use update::Update;

/// What generated modules name, so that a project needs no further dependency.
pub mod types {
    pub use chrono::{DateTime, NaiveDate, NaiveDateTime, NaiveTime, Utc};
    pub use postgres_types::{FromSql, IsNull, ToSql, Type, to_sql_checked};
    pub use rust_decimal::Decimal;
    pub use serde_json::Value as Json;
    pub use tokio_postgres::Row;
    pub use uuid::Uuid;

    /// Bytes being written as a parameter.
    pub type Buffer = postgres_types::private::BytesMut;
    /// Any error of a conversion.
    pub type ConversionError = Box<dyn std::error::Error + Sync + Send>;
}
