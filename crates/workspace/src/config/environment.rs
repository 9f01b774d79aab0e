//! Environment variables and `.env`, as values.

use std::collections::BTreeMap;
use std::path::Path;

/// Variables of the process over those of `.env`.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Variables {
    process: BTreeMap<String, String>,
    file: BTreeMap<String, String>,
}

/// What the process was started in.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Environment {
    /// Variables.
    pub variables: Variables,
}

impl Environment {
    /// Of this process, with the `.env` in a folder.
    #[must_use]
    pub fn of_process(folder: &Path) -> Self {
        let file = std::fs::read_to_string(folder.join(".env")).unwrap_or_default();
        Self { variables: Variables::new(std::env::vars_os().filter_map(utf8), &file) }
    }
}

fn utf8((name, value): (std::ffi::OsString, std::ffi::OsString)) -> Option<(String, String)> {
    Some((name.into_string().ok()?, value.into_string().ok()?))
}

impl Variables {
    /// Variables of a process, and the text of a `.env` file under them.
    pub fn new(process: impl IntoIterator<Item = (String, String)>, dotenv: &str) -> Self {
        Self { process: process.into_iter().collect(), file: dotenv.lines().filter_map(line).collect() }
    }

    /// The value of a variable; an empty one counts as absent.
    #[must_use]
    pub fn get(&self, name: &str) -> Option<&str> {
        let value = self.process.get(name).or_else(|| self.file.get(name))?;
        (!value.is_empty()).then_some(value.as_str())
    }
}

/// `[export ]NAME=value`, the value bare, `'raw'` or `"with \n escapes"`.
fn line(text: &str) -> Option<(String, String)> {
    let text = text.trim();
    let text = text.strip_prefix("export ").unwrap_or(text);
    let (name, value) = text.split_once('=').filter(|_| !text.starts_with('#'))?;
    let value = value.trim();
    let value = if let Some(raw) = quoted(value, '\'') {
        raw.to_owned()
    } else if let Some(escaped) = quoted(value, '"') {
        escaped.replace("\\n", "\n").replace("\\\"", "\"")
    } else {
        value.split(" #").next().unwrap_or(value).trim_end().to_owned()
    };
    Some((name.trim().to_owned(), value))
}

/// What stands between two quotes of a kind, a comment after them aside.
fn quoted(value: &str, quote: char) -> Option<&str> {
    let inside = value.strip_prefix(quote)?;
    Some(&inside[..inside.rfind(quote)?])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dotenv_is_read_as_people_write_it() {
        let text = "# c\nA=1 # one\nexport B='x # y'\nC=\"a\\nb\"\nD=\nnonsense\nE=postgres://u:p#1@h/d";
        let variables = Variables::new([("A".to_owned(), "2".to_owned())], text);
        assert_eq!(variables.get("A"), Some("2"), "the process wins");
        assert_eq!(variables.get("B"), Some("x # y"));
        assert_eq!(variables.get("C"), Some("a\nb"));
        assert_eq!(variables.get("D"), None);
        assert_eq!(variables.get("E"), Some("postgres://u:p#1@h/d"));
    }
}
