//! Statements whose effect cannot be known without running them.

/// Why a statement cannot be judged from its text.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Opaque {
    /// It does not parse.
    Unparsable,
    /// `DO $$ … $$`
    AnonymousBlock,
    /// `CALL p()`
    Call,
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
