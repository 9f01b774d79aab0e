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

/// What a misspelt key or value was meant to be: of those that TOML's words list behind it.
fn near(message: &str) -> Option<&str> {
    let (_, quoted) = message.split_once("unknown ")?;
    let mut words = quoted.split('`').skip(1).step_by(2);
    let wrong = words.next()?;
    icms_lower::closest(wrong, words)
}

impl ConfigFile {
    /// Reads the text of an `icms.toml`.
    ///
    /// # Errors
    /// What is wrong with it, in TOML's words with line and column.
    pub fn parse(text: &str) -> Result<Self, Box<Diagnostic>> {
        toml::from_str(text).map_err(|e: toml::de::Error| {
            let near = near(e.message()).map(|word| format!("did you mean `{word}`? ")).unwrap_or_default();
            Box::new(
                Diagnostic::error(codes::CONFIG, format!("cannot read icms.toml: {}", e.to_string().trim()))
                    .help(format!("{near}`icms explain E7002` lists every key")),
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

#[cfg(test)]
mod tests {
    use super::*;

    fn said(text: &str) -> String {
        ConfigFile::parse(text).unwrap_err().help.unwrap_or_default()
    }

    #[test]
    fn a_misspelt_setting_is_named() {
        let list = "`icms explain E7002` lists every key";
        assert_eq!(
            said("[client]\nunknown_value = \"keep\""),
            format!("did you mean `unknown_values`? {list}")
        );
        assert_eq!(said("[client]\ntime = \"chronos\""), format!("did you mean `chrono`? {list}"));
        assert_eq!(said("[clients]\nout = \"db\""), format!("did you mean `client`? {list}"));
        assert_eq!(said("[client]\nfoo = 1"), list);
        assert_eq!(said("[client]\nout = 1"), list);
    }
}
