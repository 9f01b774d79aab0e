//! Compile, check, diff, plan, apply, generate: the one interface that the command line, editors and tests use.
//!
//! Input: a [`Project`] and what a user wants. Output: plain data, or a [`Failure`] with diagnostics and the exit
//! status. Every command has a module of its own; all reading and writing of files happens here.

pub mod acknowledge;
mod asking;
mod batch;
pub mod check;
pub mod client;
pub mod codes;
pub mod compare;
pub mod compile;
pub mod config;
pub mod db;
pub mod deploy;
pub mod dev;
pub mod down;
pub mod drift;
pub mod embedded;
pub mod explain;
mod failure;
pub mod fleet;
pub mod format;
pub mod generate;
mod history;
pub mod init;
mod judging;
mod line;
mod load;
pub mod loss;
pub mod migrate;
mod misplaced;
mod portable;
mod privileges;
mod project;
pub mod pull;
pub mod push;
pub mod queries;
mod reach;
mod salvage;
mod scratch;
mod script;
pub mod source;
pub mod status;
mod study;
mod verify;

pub use icms_execute::{Direction, Event, Observer, Patience};
pub use icms_journal::utc_stamp;

pub use failure::{Exit, Failure, Outcome};
pub use line::{Absent, Line};
pub use load::{Context, Loaded, load};
pub use project::{Overrides, Project};
pub use salvage::Saved;
pub use scratch::Server;
pub use source::{Location, Source};
pub use study::Study;
