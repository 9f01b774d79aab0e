//! The operations of daily work, called as a user calls them, on a real server.

#![allow(clippy::unwrap_used)]

mod backup;
mod drop;
mod fleet;
mod grants;
mod health;
mod place;
mod secrets;
mod seed;
mod shell;
mod stats;
