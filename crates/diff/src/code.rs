//! The numbers of what names can contradict when two schemas are compared (2900 to 2999).

icms_diagnostic::codes! {
    /// A rename whose old and new name are both in use.
    RENAME_CONTRADICTED = 2901
    /// A rename that was already carried out.
    RENAME_SPENT = 2902
    /// A rename of something that is not there.
    RENAME_WITHOUT_ORIGIN = 2903
    /// An object whose name is taken by something that nobody manages.
    LEFT_ALONE = 2904
}
