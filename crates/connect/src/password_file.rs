//! libpq's password file: `host:port:database:user:password` a line.

use std::path::PathBuf;

use crate::host::Address;
use crate::login::Environment;
use crate::secret::Secret;

/// What a password is looked for.
pub struct Wanted<'w> {
    /// The host.
    pub address: &'w Address,
    /// Its port.
    pub port: u16,
    /// The database.
    pub database: &'w str,
    /// The role.
    pub user: &'w str,
}

/// The first matching line of `PGPASSFILE` or `~/.pgpass`. A file that others may read is not used, as in libpq.
pub fn find(env: Environment<'_>, wanted: &Wanted<'_>) -> Option<Secret> {
    let path = env("PGPASSFILE")
        .map(PathBuf::from)
        .or_else(|| env("HOME").map(|home| PathBuf::from(home).join(".pgpass")))?;
    let private = std::fs::metadata(&path).is_ok_and(|meta| meta.is_file() && is_private(&meta));
    if !private {
        return None;
    }
    find_in(&std::fs::read_to_string(path).ok()?, wanted)
}

#[cfg(unix)]
fn is_private(meta: &std::fs::Metadata) -> bool {
    use std::os::unix::fs::PermissionsExt;
    meta.permissions().mode() & 0o077 == 0
}

#[cfg(not(unix))]
fn is_private(_: &std::fs::Metadata) -> bool {
    true
}

fn find_in(text: &str, wanted: &Wanted<'_>) -> Option<Secret> {
    let host = match wanted.address {
        Address::Tcp(name) => name.clone(),
        Address::Socket(folder) if folder.ends_with("var/run/postgresql") => "localhost".to_owned(),
        Address::Socket(folder) => folder.to_string_lossy().into_owned(),
    };
    let keys = [host, wanted.port.to_string(), wanted.database.to_owned(), wanted.user.to_owned()];
    text.lines().filter(|line| !line.starts_with('#')).find_map(|line| {
        let mut fields = fields(line).into_iter();
        let matches = keys.iter().all(|key| fields.next().is_some_and(|f| f == "*" || f == *key));
        fields.next().filter(|password| matches && !password.is_empty()).map(Secret::new)
    })
}

/// Splits at `:`; a backslash takes the next character as it is.
fn fields(line: &str) -> Vec<String> {
    let mut list = vec![String::new()];
    let mut chars = line.chars();
    while let Some(c) = chars.next() {
        match c {
            ':' if list.len() < 5 => list.push(String::new()),
            _ => {
                let c = if c == '\\' { chars.next().unwrap_or(c) } else { c };
                if let Some(last) = list.last_mut() {
                    last.push(c);
                }
            }
        }
    }
    list
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn first_match_wins() {
        let text = "# a comment\nh:1:d:u:one\n*:*:d:u:two\\:x\n*:*:*:*:three";
        let find = |host: &str, port, database| {
            let address = Address::new(host);
            find_in(text, &Wanted { address: &address, port, database, user: "u" })
        };
        assert_eq!(find("h", 1, "d"), Some(Secret::new("one")));
        assert_eq!(find("h", 2, "d"), Some(Secret::new("two:x")));
        assert_eq!(find("/socket", 2, "e"), Some(Secret::new("three")));
    }
}
