//! Passwords that stand neither in the configuration nor in a URL.

use std::path::Path;
use std::process::Command;

use icms_diagnostic::Diagnostic;

use super::Database;
use crate::{Outcome, codes};

/// The password from the file or the command that this section names; none when it names neither.
///
/// # Errors
/// Both are named, or the one that is gives no password.
pub(crate) fn password(database: &Database, root: &Path) -> Outcome<Option<String>> {
    let said = match (&database.password_file, &database.password_command) {
        (None, None) => return Ok(None),
        (Some(_), Some(_)) => return Err(wrong("password_file and password_command are both set").into()),
        (Some(file), None) => {
            let path = root.join(file);
            let read = std::fs::read_to_string(&path);
            read.map_err(|e| wrong(format!("the password file {}: {e}", path.display())))?
        }
        (None, Some(line)) => printed(line, root)?,
    };
    let password = said.trim_end_matches(['\n', '\r']);
    if password.is_empty() {
        return Err(wrong("the password is empty").into());
    }
    Ok(Some(password.to_owned()))
}

fn printed(line: &str, root: &Path) -> Outcome<String> {
    let mut shell = Command::new("sh");
    shell.args(["-c", line]).current_dir(root).stdin(std::process::Stdio::null());
    let out = shell.stderr(std::process::Stdio::inherit()).output();
    let out = out.map_err(|e| wrong(format!("password_command cannot be run: {e}")))?;
    if !out.status.success() {
        return Err(wrong(format!("password_command ended with {}", out.status)).into());
    }
    String::from_utf8(out.stdout).map_err(|_| wrong("password_command prints no text").into())
}

fn wrong(message: impl Into<String>) -> Diagnostic {
    Diagnostic::error(codes::PASSWORD_SOURCE, message)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(file: Option<&str>, command: Option<&str>) -> Result<Option<String>, String> {
        let database = Database {
            password_file: file.map(Into::into),
            password_command: command.map(str::to_owned),
            ..Database::default()
        };
        let said = |d: Option<&Diagnostic>| d.map(|d| d.message.clone()).unwrap_or_default();
        password(&database, Path::new("/")).map_err(|failure| said(failure.diagnostics.iter().next()))
    }

    #[test]
    fn a_command_prints_it() {
        assert_eq!(of(None, Some("echo ' a b'")), Ok(Some(" a b".to_owned())));
        assert!(of(None, Some("exit 3")).unwrap_err().contains("exit status: 3"));
        assert!(of(None, Some("true")).is_err());
        assert!(of(Some("/nowhere"), None).unwrap_err().contains("/nowhere"));
        assert!(of(Some("/nowhere"), Some("echo x")).is_err());
        assert_eq!(of(None, None), Ok(None));
    }
}
