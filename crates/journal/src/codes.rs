//! The numbers of what a folder of migrations can contradict (5000 to 5009).

icms_diagnostic::codes! {
    /// A file of a migration cannot be read.
    UNREADABLE = 5001
    /// A migration with two scripts for one direction.
    TWO_SCRIPTS = 5002
    /// A migration names a parent that is not there.
    PARENT_MISSING = 5003
    /// Two migrations were made on top of the same one.
    FORK = 5004
    /// No migration of this name, or more than one.
    UNKNOWN_MIGRATION = 5005
    /// A migration names a parent that was folded into another one.
    PARENT_FOLDED = 5006
}
