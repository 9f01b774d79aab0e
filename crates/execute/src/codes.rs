//! The numbers of everything that can go wrong while migrations run (5100 to 5109, 5130 to 5149).

icms_diagnostic::codes! {
    /// A statement of a migration was refused.
    STATEMENT_FAILED = 5100
    /// Somebody else migrates this database.
    LOCKED = 5101
    /// The ledger cannot be read or written.
    LEDGER = 5102
    /// A statement outside a transaction was started and nobody knows whether it came to its end.
    IN_DOUBT = 5103
    /// The part of a migration that is already applied was edited.
    APPLIED_PART_EDITED = 5104
    /// A statement that only psql understands.
    NEEDS_PSQL = 5105
    /// A transaction that never ends.
    OPEN_TRANSACTION = 5106
    /// The session that works is not the one that holds the lock.
    LOCK_LOST = 5107
    /// A directive in the comments before a statement that cannot be followed.
    DIRECTIVE = 5108
    /// What the author says must be true before or after a step is not.
    NOT_VERIFIED = 5109
    /// A program ended badly, or stands where none can run.
    PROGRAM_FAILED = 5120
    /// A migration names a program that the project does not have.
    PROGRAM_UNKNOWN = 5121
    /// A migration of a portable project sets a search path.
    LEADS_AWAY = 5130
    /// A database lacks migrations of the program that works with it.
    BEHIND = 5140
    /// A migration of a program is neither applied nor pending.
    UNCLEAN = 5141
    /// There is no database to be had for a test.
    TEST_DATABASE = 5142
}
