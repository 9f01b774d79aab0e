//! The clients of `tests/codegen`, for the tests beside it.

#![warn(clippy::pedantic)]

#[path = "../../../tests/codegen/features/mod.rs"]
pub mod db;

/// Enum values that the schema does not list are kept.
#[path = "../../../tests/codegen/unknown_values/mod.rs"]
pub mod lenient;

/// Relations in every shape, and views that are refreshed.
#[path = "../../../tests/codegen/relations/mod.rs"]
pub mod relations;

/// Every type that a column can have.
#[path = "../../../tests/codegen/types/mod.rs"]
pub mod types;

/// Dates and times of `chrono`.
#[path = "../../../tests/codegen/times/chrono/mod.rs"]
pub mod times_of_chrono;

/// Dates and times of `jiff`.
#[path = "../../../tests/codegen/times/jiff/mod.rs"]
pub mod times_of_jiff;

/// Dates and times of `time`.
#[path = "../../../tests/codegen/times/time/mod.rs"]
pub mod times_of_time;

/// A client of one file, with names that Rust reserves.
#[path = "../../../tests/codegen/small/mod.rs"]
pub mod small;

/// Names that Rust, the standard library and the client itself use.
#[path = "../../../tests/codegen/names/mod.rs"]
pub mod names;
