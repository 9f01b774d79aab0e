//! The numbers of plans that cannot be made, or not as they were wanted (5900 to 5999).

icms_diagnostic::codes! {
    /// Something that nobody manages stands in the way of a change.
    BLOCKED = 5901
    /// One transaction would lock too much, and is split.
    SPLIT = 5902
    /// Two steps wait for each other.
    CIRCLE = 5903
    /// A statement of the plan cannot be followed.
    NOT_FOLLOWED = 5904
    /// A script does not lead where it should.
    MISSES = 5905
    /// Recipes that lock little are not planned yet.
    NOT_ONLINE = 5906
}
