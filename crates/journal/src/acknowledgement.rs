//! `acknowledged.toml`: who accepted what, and why. A file of its own, so that CODEOWNERS can ask for the right
//! reviewer.

use icms_classify::Finding;
use serde::{Deserialize, Serialize};

use crate::{Fingerprint, fingerprint, statement_hash};

/// All acknowledgements of one migration.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acknowledgements {
    /// In the order of writing.
    #[serde(default, rename = "acknowledged")]
    pub list: Vec<Acknowledgement>,
}

/// One accepted finding.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Acknowledgement {
    /// Which finding.
    pub finding: Fingerprint,
    /// Its code, for the reader.
    pub code: String,
    /// Its object, for the reader.
    pub object: String,
    /// Its class when it was accepted; a higher one later is not accepted.
    pub class: String,
    /// Hash of the tokens of the owning statement: editing the SQL voids the acknowledgement.
    pub statement: String,
    /// Why it is fine.
    pub reason: String,
}

impl Acknowledgements {
    /// Reads the file.
    ///
    /// # Errors
    /// What is wrong with the text, in TOML's words with line and column.
    pub fn parse(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|e| e.to_string())
    }

    /// Writes the file.
    ///
    /// # Errors
    /// Never for a value that came from this program; TOML's own words otherwise.
    pub fn to_toml(&self) -> Result<String, String> {
        toml::to_string_pretty(self).map_err(|e| e.to_string())
    }

    /// The acknowledgement that covers a finding of this statement, if one does.
    #[must_use]
    pub fn covering(&self, finding: &Finding, statement: &str) -> Option<&Acknowledgement> {
        // Most migrations have none, and hashing every statement takes longer than judging it.
        if self.list.is_empty() {
            return None;
        }
        let (print, class) = (fingerprint(finding), finding.class.word());
        let mut same = self.list.iter().filter(|a| a.finding == print && a.class == class).peekable();
        let hash = same.peek().is_some().then(|| statement_hash(statement))?;
        same.find(|a| a.statement == hash)
    }

    /// Adds one, replacing an earlier one of the same finding.
    pub fn add(&mut self, finding: &Finding, statement: &str, reason: impl Into<String>) {
        let print = fingerprint(finding);
        self.list.retain(|a| a.finding != print);
        self.list.push(Acknowledgement {
            finding: print,
            code: finding.code.to_owned(),
            object: finding.subject.to_string(),
            class: finding.class.word().to_owned(),
            statement: statement_hash(statement),
            reason: reason.into(),
        });
    }
}
