//! Checksums of migration texts.

use std::fmt;

use sha2::{Digest, Sha256};

/// SHA-256 of a text with line ends normalised to `\n`, in hexadecimal.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(transparent)]
pub struct Checksum(String);

impl Checksum {
    /// Of a text.
    #[must_use]
    pub fn of(text: &str) -> Self {
        Self(hex(&Sha256::digest(text.replace("\r\n", "\n").as_bytes())))
    }

    /// From its stored form.
    pub fn stored(hex: impl Into<String>) -> Self {
        Self(hex.into())
    }

    /// As stored.
    #[must_use]
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Checksum {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// What Prisma stores for a script: SHA-256 of its bytes as they are.
#[must_use]
pub fn prisma_checksum(text: &str) -> Checksum {
    Checksum(hex(&Sha256::digest(text.as_bytes())))
}

/// Lower-case hexadecimal.
pub(crate) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write as _;
    bytes.iter().fold(String::with_capacity(bytes.len() * 2), |mut out, byte| {
        // Writing to a string cannot fail.
        let _ = write!(out, "{byte:02x}");
        out
    })
}
