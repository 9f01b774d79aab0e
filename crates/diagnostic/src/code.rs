//! The number of a diagnostic: what `icms explain` takes.

use std::fmt;

/// Four digits, shown as `E1001`: 1xxx syntax, 2xxx lower, 3xxx replay, 4xxx connect and introspect,
/// 5xxx journal and execute, 6xxx codegen, 7xxx configuration. Never reused, never renumbered.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Code(pub u16);

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "E{:04}", self.0)
    }
}

/// Numbers with their pages under `docs/diagnostics/`, and `PAGES`, the list of them for `icms explain`.
///
/// The only way a number gets a name: a number written elsewhere has no page, and a test of the program refuses it.
/// For crates at `crates/<name>` only: the pages are found from there.
#[macro_export]
macro_rules! codes {
    ($($(#[$doc:meta])+ $name:ident = $number:literal)+) => {
        $($(#[$doc])+ pub const $name: $crate::Code = $crate::Code($number);)+

        /// Every number of this list with its page.
        pub const PAGES: &[($crate::Code, &str)] = &[$((
            $name,
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/diagnostics/E", $number, ".md")),
        )),+];
    };
}
