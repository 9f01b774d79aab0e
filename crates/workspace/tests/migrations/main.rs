//! What can be done to histories and ledgers, on a real server.

#![allow(clippy::unwrap_used)]

mod baseline;
mod drift;
mod fleet;
mod lock;
mod misplaced;
mod place;
mod portable;
mod rebase;
mod reset;
mod resolve;
mod revert;
mod seal;
mod squash;
mod verify;
