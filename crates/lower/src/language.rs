//! What a writer of schema files must know: reserved words, made-up names, the column types of scalars.

pub use crate::name::made_up;
pub use crate::scalar::{builtin_by_word, column_type};
pub use crate::validate::is_reserved;
