//! libpq's service file: connections with a name.

use std::collections::BTreeMap;
use std::path::PathBuf;

use icms_diagnostic::Diagnostic;

use crate::codes;
use crate::login::Environment;

/// Keys of a service, and the variables that stand for the same.
const KEYS: [(&str, &str); 10] = [
    ("host", "PGHOST"),
    ("port", "PGPORT"),
    ("user", "PGUSER"),
    ("dbname", "PGDATABASE"),
    ("password", "PGPASSWORD"),
    ("sslmode", "PGSSLMODE"),
    ("sslrootcert", "PGSSLROOTCERT"),
    ("connect_timeout", "PGCONNECT_TIMEOUT"),
    ("options", "PGOPTIONS"),
    ("target_session_attrs", "PGTARGETSESSIONATTRS"),
];

/// What a service says, by the names of variables: it stands between the URL and the environment.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Service {
    values: BTreeMap<&'static str, String>,
}

impl Service {
    /// Looks in `PGSERVICEFILE` or `~/.pg_service.conf`, then in the machine's file.
    pub fn find(name: &str, env: Environment<'_>) -> Result<Self, Diagnostic> {
        let paths = paths(env);
        for path in &paths {
            let text = std::fs::read_to_string(path).unwrap_or_default();
            if let Some(found) = Self::in_text(name, &text) {
                return Ok(found);
            }
        }
        let looked: Vec<String> = paths.iter().map(|path| path.display().to_string()).collect();
        let message = format!("there is no service `{name}`");
        Err(Diagnostic::error(codes::SERVICE_UNKNOWN, message)
            .help(format!("looked for [{name}] in {}", looked.join(", "))))
    }

    /// What stands for this variable.
    pub fn get(&self, variable: &str) -> Option<String> {
        self.values.get(variable).cloned()
    }

    fn in_text(name: &str, text: &str) -> Option<Self> {
        let mut lines = text.lines().map(str::trim);
        lines.find(|line| line.strip_prefix('[').and_then(|l| l.strip_suffix(']')) == Some(name))?;
        let own = lines.take_while(|line| !line.starts_with('['));
        let pairs = own.filter(|line| !line.starts_with('#')).filter_map(|line| line.split_once('='));
        let known = |key: &str| KEYS.iter().find(|(k, _)| *k == key).map(|(_, variable)| *variable);
        let values = pairs.filter_map(|(key, value)| Some((known(key.trim())?, value.trim().to_owned())));
        Some(Self { values: values.collect() })
    }
}

fn paths(env: Environment<'_>) -> Vec<PathBuf> {
    let own = env("PGSERVICEFILE")
        .map(PathBuf::from)
        .or_else(|| env("HOME").map(|home| PathBuf::from(home).join(".pg_service.conf")));
    let folders = env("PGSYSCONFDIR").map_or_else(
        || vec!["/etc/postgresql-common".to_owned(), "/etc/postgresql".to_owned(), "/etc".to_owned()],
        |folder| vec![folder],
    );
    let machine = folders.into_iter().map(|folder| PathBuf::from(folder).join("pg_service.conf"));
    own.into_iter().chain(machine).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_service_is_a_section() {
        let text = "# c\n[a]\nhost=h1\n[b]\nhost = h2\nport=6\n# x\ndbname=d\nkeepalives=1\n[c]\nhost=h3";
        let b = Service::in_text("b", text).unwrap();
        assert_eq!(b.get("PGHOST").as_deref(), Some("h2"));
        assert_eq!(b.get("PGDATABASE").as_deref(), Some("d"));
        assert_eq!(b.get("PGUSER"), None);
        assert_eq!(Service::in_text("z", text), None);
    }
}
