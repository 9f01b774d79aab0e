//! `icms.toml`: where things are and which rules hold.

mod environment;
mod file;
mod password;

pub use environment::{Environment, Variables};
pub(crate) use password::password;

pub use file::{Backup, Client, ConfigFile, Database, Manage, Scratch};

use icms_classify::{Level, Policy};
use icms_diagnostic::Diagnostic;

use crate::codes;

impl ConfigFile {
    /// Reads the text of an `icms.toml`.
    ///
    /// # Errors
    /// What is wrong with it, in TOML's words with line and column.
    pub fn parse(text: &str) -> Result<Self, Box<Diagnostic>> {
        toml::from_str(text).map_err(|e| {
            Box::new(
                Diagnostic::error(codes::CONFIG, format!("cannot read icms.toml: {}", e.to_string().trim()))
                    .help("`icms explain E7002` lists every key"),
            )
        })
    }

    /// `[rules]` as a policy.
    ///
    /// # Errors
    /// A level that is none of `allow`, `warn`, `deny`.
    pub fn policy(&self) -> Result<Policy, Box<Diagnostic>> {
        let mut policy = Policy::default();
        for (rule, word) in &self.rules {
            let level = match word.as_str() {
                "allow" => Level::Allow,
                "warn" => Level::Warn,
                "deny" => Level::Deny,
                other => {
                    let message = format!("[rules] {rule} = \"{other}\" is no level");
                    return Err(Box::new(
                        Diagnostic::error(codes::LEVEL, message).help("say allow, warn or deny"),
                    ));
                }
            };
            policy.levels.insert(rule.clone(), level);
        }
        Ok(policy)
    }
}
