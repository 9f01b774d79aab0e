//! SQL as text: names and quoting, scripts and their statements, expressions and their canonical form.

mod keywords;
mod name;
mod quote;

pub use name::Name;
pub use quote::{quote_ident, quote_literal};
