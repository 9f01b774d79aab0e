//! Migrations as a user runs them, on a real server.

#![allow(clippy::unwrap_used)]

#[path = "../db/place.rs"]
mod place;
mod program;
mod sealed;
mod tests;
