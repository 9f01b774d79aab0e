//! Migrations as a user runs them, on a real server.

#![allow(clippy::unwrap_used)]

mod documents;
#[path = "../db/place.rs"]
mod place;
mod program;
mod schema;
mod sealed;
mod tests;
