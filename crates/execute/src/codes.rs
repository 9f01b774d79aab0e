//! The numbers of everything that can go wrong while migrations run (5100 to 5149).

use icms_diagnostic::Code;

/// A statement of a migration was refused.
pub const STATEMENT_FAILED: Code = Code(5100);
/// Somebody else migrates this database.
pub const LOCKED: Code = Code(5101);
/// The ledger cannot be read or written.
pub const LEDGER: Code = Code(5102);
/// A statement outside a transaction was started and nobody knows whether it came to its end.
pub const IN_DOUBT: Code = Code(5103);
/// The part of a migration that is already applied was edited.
pub const APPLIED_PART_EDITED: Code = Code(5104);
/// A statement that only psql understands.
pub const NEEDS_PSQL: Code = Code(5105);
/// A transaction that never ends.
pub const OPEN_TRANSACTION: Code = Code(5106);
/// The session that works is not the one that holds the lock.
pub const LOCK_LOST: Code = Code(5107);
/// A directive in the comments before a statement that cannot be followed.
pub const DIRECTIVE: Code = Code(5108);
/// What the author says must be true before or after a step is not.
pub const NOT_VERIFIED: Code = Code(5109);
