//! The runtime of generated modules: plans as values, typed filters, rows, errors; sync and async.
//!
//! A generated module describes its models through [`Model`], [`Column`]s and [`Relation`]s; the functions it offers
//! return [`Plan`]s ([`Find`], [`Insert`], [`UpdateOne`] …), which are plain data until a [`Db`] or a [`SyncDb`] runs
//! them. Invariants: names of tables and columns are constants of the generated module, values travel as parameters
//! only; columns are always listed, so that a column that is added later changes nothing for a running release; a
//! relation that was not asked for has no field.
#![forbid(unsafe_code)]
#![cfg_attr(
    not(any(feature = "sync", feature = "async")),
    allow(
        dead_code,
        reason = "a crate of generated modules needs no driver, and much is there for drivers only"
    )
)]

mod assignment;
#[cfg(feature = "async")]
mod asynchronous;
mod batch;
mod belonging;
mod cache;
mod column;
mod computed;
mod condition;
mod copy;
mod cursor;
mod delete;
mod doubt;
mod error;
mod expression;
mod find;
mod generate;
mod include;
mod insert;
mod key;
mod keyset;
mod link;
mod macros;
mod many;
mod misfit;
mod model;
mod order;
mod outdated;
mod pairs;
mod plan;
mod prepare;
mod projection;
mod raw;
mod receive;
mod refresh;
mod refusal;
mod related;
mod related_count;
mod relation;
pub mod schema;
mod select;
mod statement;
mod stream;
#[cfg(feature = "sync")]
mod sync;
mod trace;
mod transaction;
pub mod types;
mod update;
mod upsert;
mod user_type;
mod value;

pub use assignment::{Assignment, Number};
#[cfg(feature = "async")]
pub use asynchronous::{Body, Db, RowStream, Transaction, Within};
#[cfg(feature = "pool")]
pub use asynchronous::{Pool, PoolManager};
pub use belonging::Belonging;
pub use column::{Column, Comparable, JsonPath, Nullable, Rank, Textual};
pub use condition::Condition;
pub use copy::CopyIn;
pub use cursor::{Cursor, CursorKey};
pub use delete::{DeleteMany, DeleteOne};
pub use error::{Error, Keys, Result};
pub use expression::{Aggregate, Expression, Extreme, Optional, Present, Selection, Summable, count};
pub use find::{ByKey, Find, First};
pub use generate::{cuid, cuid2, nanoid, now, ulid, uuid_v4, uuid_v4_text, uuid_v7, uuid_v7_text};
pub use include::{Attached, Include, Included, Loaded, With};
pub use insert::{Insert, InsertOrIgnore, New, Values};
pub use key::Key;
pub use link::{Link, Through};
pub use many::{Copy, CountMany, InsertMany};
pub use misfit::Conversion;
#[doc(hidden)]
pub use misfit::Misfit;
pub use model::Model;
pub use order::{ColumnOrder, Order};
pub use pairs::Pairs;
pub use plan::{Mapped, Plan, Required, Sequence, Step};
#[doc(hidden)]
pub use projection::{read_as, width_of};
pub use raw::{FromRow, Scalar, Sql, SqlRow, SqlRows, Whole, sql};
pub use receive::Receive;
pub use refresh::Refresh;
pub use refusal::Refusal;
pub use related::{RelatedValue, Single};
pub use related_count::RelatedCount;
pub use relation::{Many, ManyToMany, Maybe, One, RelatedQuery, Relation, Shape};
pub use schema::{Drift, OnDrift};
pub use select::{Aggregated, FirstOf, Select};
pub use statement::{Parameter, Statement, parameter};
pub use stream::Rows;
#[cfg(feature = "sync")]
pub use sync::{SyncDb, SyncTransaction};
#[cfg(feature = "r2d2")]
pub use sync::{SyncPool, SyncPoolManager};
pub use transaction::{Access, Isolation, TransactionOptions};
pub use update::{Changed, Changes, Returning, UpdateMany, UpdateOne};
pub use upsert::Upsert;
pub use user_type::{Label, Wrapper};
#[doc(hidden)]
pub use user_type::{Members, below, write_members};
pub use value::{AsItself, AsText, Given, IntoValue};
