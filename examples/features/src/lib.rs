//! The clients of `tests/codegen`, for the tests beside it.

#[path = "../../../tests/codegen/features/mod.rs"]
pub mod db;

/// Enum values that the schema does not list are kept.
#[path = "../../../tests/codegen/unknown_values/mod.rs"]
pub mod lenient;

/// A client of one file, with names that Rust reserves.
#[path = "../../../tests/codegen/small/mod.rs"]
pub mod small;
