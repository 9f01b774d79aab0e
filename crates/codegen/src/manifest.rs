//! `Cargo.toml` of a client that is a crate of its own.

use crate::input::TimeCrate;
use crate::name;

/// Where the crate finds the runtime.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Runtime {
    /// Under its version.
    Version,
    /// In `[workspace.dependencies]` of the workspace around it.
    Workspace,
}

/// The crate that generated modules use.
pub const RUNTIME: &str = "icms-client";

/// Names that cargo or the compiler keep for themselves.
const TAKEN: &[&str] = &["alloc", "core", "proc_macro", "std", "test", "icms_client"];

/// Whether a crate can be called so: an identifier of ASCII letters, digits, `-` and `_` that is no keyword.
#[must_use]
pub fn is_crate_name(text: &str) -> bool {
    let plain = text.replace('-', "_");
    let begins = text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_');
    let goes_on = plain.chars().all(|c| c.is_ascii_alphanumeric() || c == '_');
    begins
        && goes_on
        && plain.contains(|c| c != '_')
        && !name::is_keyword(&plain)
        && !TAKEN.contains(&&*plain)
}

/// The dependency on the runtime, with what the client needs of it: drivers are for those who connect to choose.
#[must_use]
pub fn dependency(time: TimeCrate, runtime: Runtime) -> String {
    let features = format!("features = [\"{}\"]", time.name());
    match runtime {
        Runtime::Version => {
            let (major, minor) = (env!("CARGO_PKG_VERSION_MAJOR"), env!("CARGO_PKG_VERSION_MINOR"));
            format!("{RUNTIME} = {{ version = \"{major}.{minor}\", default-features = false, {features} }}")
        }
        Runtime::Workspace => format!("{RUNTIME} = {{ workspace = true, {features} }}"),
    }
}

/// The text of a first one, which is the user's from then on.
///
/// ```
/// use icms_codegen::{Runtime, TimeCrate, manifest};
/// let text = manifest("app-db", TimeCrate::Jiff, Runtime::Workspace);
/// assert!(text.contains("name = \"app-db\"\n"));
/// assert!(text.ends_with("[dependencies]\nicms-client = { workspace = true, features = [\"jiff\"] }\n"));
/// ```
#[must_use]
pub fn manifest(name: &str, time: TimeCrate, runtime: Runtime) -> String {
    format!(
        "# Written once by icms, beside src/, which it writes anew each time: this file is for editing.\n[package]\n\
         name = \"{name}\"\nversion = \"0.1.0\"\nedition = \"2024\"\npublish = false\n\n[dependencies]\n{}\n",
        dependency(time, runtime)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_crates() {
        for good in ["app-db", "db", "_db", "a1", "app_db"] {
            assert!(is_crate_name(good), "{good}");
        }
        for bad in
            ["", "1db", "app db", "app.db", "äpp", "-db", "_", "type", "self", "std", "test", "icms-client"]
        {
            assert!(!is_crate_name(bad), "{bad}");
        }
    }
}
