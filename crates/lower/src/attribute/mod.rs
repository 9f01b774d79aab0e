//! Attributes: which exist where, and their arguments.

mod arguments;
mod block;
mod field;
mod value;

pub(crate) use arguments::{Arguments, Takes};
pub(crate) use block::{BlockAttributes, BlockWord};
pub(crate) use field::{FieldAttributes, FieldWord};
pub(crate) use value::{choice, items, shown, string, word};
