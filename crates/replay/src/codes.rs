//! The numbers of statements that a server would refuse, or that cannot be followed (3000 to 3899).

icms_diagnostic::codes! {
    /// A statement names something that is not there.
    UNDEFINED = 3001
    /// A name is taken.
    DUPLICATE = 3002
    /// Something else needs what a statement drops.
    DEPENDENTS = 3003
    /// A statement that a server refuses for another reason.
    INVALID = 3004
    /// A statement that cannot be read.
    UNPARSABLE = 3005
    /// A statement whose effect nobody can say from its text.
    OPAQUE = 3006
}
