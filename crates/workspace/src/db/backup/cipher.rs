//! Encryption by programs of the machine: age or gpg.

use std::path::Path;
use std::process::Command;

/// Who encrypts, and for whom.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cipher {
    /// age, for one of its recipients or an SSH key.
    Age(String),
    /// gpg, for whoever it knows by this.
    Gpg(String),
}

impl Cipher {
    /// age's recipients begin with `age1`, SSH keys with `ssh-`; anything else is for gpg.
    pub fn of(recipient: &str) -> Self {
        let age = recipient.starts_with("age1") || recipient.starts_with("ssh-");
        if age { Self::Age(recipient.to_owned()) } else { Self::Gpg(recipient.to_owned()) }
    }

    /// What a file that it made ends in.
    pub const fn extension(&self) -> &'static str {
        match self {
            Self::Age(_) => "age",
            Self::Gpg(_) => "gpg",
        }
    }

    /// Encrypts standard input to standard output.
    pub fn encrypt(&self) -> Command {
        let (program, arguments): (_, Vec<&str>) = match self {
            Self::Age(recipient) => ("age", vec!["--recipient", recipient]),
            // A whole fingerprint names one key and needs no web of trust.
            Self::Gpg(recipient) if is_fingerprint(recipient) => {
                ("gpg", vec!["--batch", "--trust-model", "always", "--encrypt", "--recipient", recipient])
            }
            Self::Gpg(recipient) => ("gpg", vec!["--batch", "--encrypt", "--recipient", recipient]),
        };
        let mut command = Command::new(program);
        command.args(arguments);
        command
    }
}

fn is_fingerprint(recipient: &str) -> bool {
    let digits = recipient.strip_prefix("0x").unwrap_or(recipient);
    digits.len() >= 40 && digits.bytes().all(|b| b.is_ascii_hexdigit())
}

/// What decrypts a file to standard output; none for one that is not encrypted.
pub fn decrypt(file: &Path, identity: Option<&Path>) -> Option<Command> {
    let mut command = match file.extension()?.to_str()? {
        "age" => {
            let mut age = Command::new("age");
            age.arg("--decrypt");
            if let Some(identity) = identity {
                age.arg("--identity").arg(identity);
            }
            age
        }
        "gpg" => {
            let mut gpg = Command::new("gpg");
            gpg.args(["--batch", "--quiet", "--decrypt"]);
            gpg
        }
        _ => return None,
    };
    command.arg(file);
    Some(command)
}
