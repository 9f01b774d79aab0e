//! Every rule has scripts that show what it says, and a page; both are judged here.
//!
//! `tests/classify/<rule>/<case>.sql` runs on top of `tests/classify/before.sql`. Its head says `-- expect: <class> <code>`,
//! may say `-- facts: …` and `-- lowered: <why>`, and lists every finding; `UPDATE=1` rewrites the list, and the
//! columns of the tables in `docs/rules/` that follow from it.

#![allow(clippy::unwrap_used)]

mod case;
mod fixtures;
mod pages;
mod reference;
mod row;
