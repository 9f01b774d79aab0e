//! The schema language as it is written: `grammar/icms.pest` → typed tree with spans, and the formatter.
//!
//! Input: the text of one file. Output: [`Parse`], a tree that holds everything that could be read and one
//! diagnostic for each line that could not. Invariant: [`parse`] never panics and never gives up.

// For the code that pest_derive writes when it is built without `std`: its stack probe costs a fifth of the time.
extern crate alloc;

pub mod ast;
pub mod code;
mod docs;
mod format;
mod grammar;
mod lexis;
mod parser;
mod recover;
mod scan;
mod word;

pub use format::format;
pub use parser::parse;

/// What reading one file gave.
#[derive(Debug, Clone)]
pub struct Parse {
    /// Everything that could be read.
    pub file: ast::File,
    /// What could not, and warnings.
    pub errors: icms_diagnostic::Diagnostics,
}

/// Which rules of the language apply to a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Dialect {
    /// A `.icms` file: the whole language.
    Icms,
    /// A `.prisma` file: Prisma's language, with its quirks.
    Prisma,
}
