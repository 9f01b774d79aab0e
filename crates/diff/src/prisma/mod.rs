//! Prisma's idea of equality: what its language cannot say is not compared.

mod column;
mod join_table;
mod key;

pub(crate) use column::{COLUMN, counts};
pub(crate) use key::compare as compare_keys;
