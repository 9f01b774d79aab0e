//! Statements whose effect cannot be known without running them.

use std::fmt;

/// Why a statement cannot be judged from its text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Opaque {
    /// It does not parse.
    Unparsable,
    /// `DO $$ … $$`
    AnonymousBlock,
    /// `CALL p()`
    Call,
    /// `CALL icms.run('name')`: a program of the project, run by whoever deploys.
    Program,
    /// `SELECT f()` of a function that may do anything.
    FunctionCall,
    /// `EXECUTE`, `PREPARE`
    Prepared,
    /// A psql meta-command.
    MetaCommand,
    /// It names an object that does not exist at this point.
    MissingObject(String),
    /// A `DROP` that a server refuses because something else needs the object.
    Held(String),
    /// A server refuses it for another reason.
    Refused(String),
    /// A kind of statement that is not understood yet.
    Unknown,
}

impl fmt::Display for Opaque {
    /// `a DO block can do anything`
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unparsable => f.write_str("this statement does not parse"),
            Self::AnonymousBlock => f.write_str("a DO block can do anything"),
            Self::Call => f.write_str("a procedure can do anything"),
            Self::Program => f.write_str("this runs a program of the project"),
            Self::FunctionCall => f.write_str("this calls a function that can do anything"),
            Self::Prepared => f.write_str("a prepared statement can do anything"),
            Self::MetaCommand => f.write_str("this is a command of psql"),
            Self::MissingObject(name) => write!(f, "{name} does not exist at this point"),
            Self::Held(reason) | Self::Refused(reason) => write!(f, "this would fail: {reason}"),
            Self::Unknown => f.write_str("this kind of statement is not understood yet"),
        }
    }
}
