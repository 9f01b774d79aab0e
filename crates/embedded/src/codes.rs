//! The numbers of what can go wrong with a server of our own (4050 to 4069).

use icms_diagnostic::Code;

/// Each constant with its page, which `icms explain` shows.
macro_rules! codes {
    ($($(#[$doc:meta])+ $name:ident = $number:literal)+) => {
        $($(#[$doc])+ pub const $name: Code = Code($number);)+

        const PAGES: &[(Code, &str)] = &[$((
            Code($number),
            include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/diagnostics/E", $number, ".md")),
        )),+];
    };
}

/// The page of one of these numbers.
#[must_use]
pub fn page(code: Code) -> Option<&'static str> {
    PAGES.iter().find(|(known, _)| *known == code).map(|(_, page)| *page)
}

codes! {
    /// No PostgreSQL is on this machine and none is carried along.
    NO_SERVER = 4050
    /// A server is needed and forbidden.
    FORBIDDEN = 4051
    /// A new cluster could not be made.
    INITDB = 4052
    /// The server did not start.
    START = 4053
    /// A file or folder of the server cannot be written.
    FILES = 4054
    /// The development database was made by binaries that are gone.
    BINARIES_GONE = 4055
    /// The server did not stop.
    STOP = 4056
    /// The carried PostgreSQL does not run on this machine.
    CARRIED_UNUSABLE = 4057
}
