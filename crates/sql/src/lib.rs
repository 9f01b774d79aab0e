//! SQL as text: names and quoting, scripts and their statements, expressions and their canonical form.

mod name;

pub use name::Name;
