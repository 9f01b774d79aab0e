//! What can be done to a history and to a database's ledger, besides going forth and back.

pub mod baseline;
mod commute;
mod draft;
pub mod lock;
pub mod new;
pub(crate) mod proof;
pub mod protection;
pub mod rebase;
pub mod reset;
pub mod resolve;
pub mod revert;
mod rows;
pub mod seal;
pub mod squash;
pub mod test;
pub mod verify;
