//! The numbers of what a client cannot be made from, with their pages.

icms_diagnostic::codes! {
    /// Two names are one in Rust.
    NAMES_FOLD = 6001
    /// A name that the client itself uses.
    NAME_TAKEN = 6002
}
