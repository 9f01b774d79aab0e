//! Migrations under bad conditions, on a real server, as a role that owns its database and nothing else.

#![allow(clippy::unwrap_used)]

mod back;
mod batches;
mod crash;
mod disk;
mod doubt;
mod lost;
mod many_rows;
mod program;
mod proxy;
mod ten_steps;
mod victim;
