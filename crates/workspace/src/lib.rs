//! Compile, check, diff, plan, apply, generate: the one interface that the command line, editors and tests use.
//!
//! Input: a [`Project`] and what a user wants. Output: plain data, or a [`Failure`] with diagnostics and the exit
//! status. Every command has a module of its own; all reading and writing of files happens here.

pub mod config;
mod failure;
mod project;
pub mod source;

pub use failure::{Exit, Failure, Outcome};
pub use project::{Overrides, Project};
pub use source::{Location, Source};
