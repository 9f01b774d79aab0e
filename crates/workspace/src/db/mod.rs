//! The operations of daily work on the configured database.

pub mod backup;
pub mod create;
pub mod drop;
pub mod grants;
pub mod health;
pub mod restore;
pub mod seed;
pub mod shell;
pub mod stats;

mod program;
mod said;

use icms_connect::{Purpose, Session, Url};

use crate::Outcome;

/// A session in another database of the same server: a database is neither made nor dropped from within.
fn maintenance(url: &Url) -> Outcome<Session> {
    let first = Session::open(&url.away().with_database("postgres"), Purpose::Write);
    Ok(first.or_else(|error| {
        Session::open(&url.away().with_database("template1"), Purpose::Write).map_err(|_| error)
    })?)
}
