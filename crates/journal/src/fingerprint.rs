//! What an acknowledgement binds to.

use std::fmt;

use icms_classify::Finding;
use sha2::{Digest, Sha256};

use crate::checksum::hex;

/// The first 16 hexadecimal digits of a hash over code, object, state before and state after: it survives
/// reformatting and reordering, and not a change of what was reviewed.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Fingerprint(String);

impl Fingerprint {
    /// From its stored form.
    pub fn stored(text: impl Into<String>) -> Self {
        Self(text.into())
    }

    /// As stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Fingerprint {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// The fingerprint of a finding.
#[must_use]
pub fn fingerprint(finding: &Finding) -> Fingerprint {
    let subject = finding.subject.to_string();
    Fingerprint(short([finding.code, &subject, &finding.before, &finding.after]))
}

/// The hash of the tokens of a statement, comments and white space aside.
#[must_use]
pub fn statement_hash(statement: &str) -> String {
    short([icms_sql::normalized_tokens(statement).as_str()])
}

fn short<const N: usize>(parts: [&str; N]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        // Lengths keep `ab` + `c` apart from `a` + `bc`.
        hash.update((part.len() as u64).to_be_bytes());
        hash.update(part.as_bytes());
    }
    let mut text = hex(&hash.finalize());
    text.truncate(16);
    text
}
