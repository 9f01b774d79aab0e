//! What a URL leaves open, filled in as libpq does: from `PG…` variables, the password file and the operating system.

use std::path::{Path, PathBuf};
use std::time::Duration;

use icms_diagnostic::Diagnostic;

use crate::host::{Address, Host, parse_port};
use crate::parameter::{Parameters, SessionAttributes, SslMode};
use crate::password_file;
use crate::secret::Secret;
use crate::service::Service;
use crate::url::Url;

/// How variables are read; tests give their own.
pub type Environment<'e> = &'e dyn Fn(&str) -> Option<String>;

/// The process's own variables; an empty one counts as missing, as in libpq.
pub fn process_environment(name: &str) -> Option<String> {
    std::env::var(name).ok().filter(|value| !value.is_empty())
}

/// Everything a connection needs, nothing left open.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Login {
    /// In the order to try.
    pub hosts: Vec<Endpoint>,
    /// The role.
    pub user: String,
    /// The database.
    pub database: String,
    /// TLS.
    pub ssl_mode: SslMode,
    /// Who is trusted to vouch for a server.
    pub ssl_root_cert: Option<PathBuf>,
    /// How long one host may take; none is for ever.
    pub timeout: Option<Duration>,
    /// Shown in `pg_stat_activity`.
    pub application_name: String,
    /// Server settings.
    pub options: Option<String>,
    /// Which server will do.
    pub attributes: SessionAttributes,
}

/// One address to try.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endpoint {
    /// Where.
    pub address: Address,
    /// The port there.
    pub port: u16,
    /// The password for it: the URL's, `PGPASSWORD`, or the password file's line.
    pub password: Option<Secret>,
}

const DEFAULT_TIMEOUT: Duration = Duration::from_secs(10);

impl Login {
    /// Fills in what the URL leaves open.
    ///
    /// # Errors
    /// A service that does not exist.
    pub fn of(url: &Url, env: Environment<'_>) -> Result<Self, Diagnostic> {
        let service = url.service.clone().or_else(|| env("PGSERVICE"));
        let service = service.map(|name| Service::find(&name, env)).transpose()?.unwrap_or_default();
        Ok(Self::filled(url, &|name| service.get(name).or_else(|| env(name))))
    }

    fn filled(url: &Url, env: Environment<'_>) -> Self {
        let user = url.user.clone().or_else(|| env("PGUSER")).unwrap_or_else(|| operating_system_user(env));
        let database = url.database.clone().or_else(|| env("PGDATABASE")).unwrap_or_else(|| user.clone());
        let parameters = with_environment(url.parameters.clone(), env);
        let secret = url.password.clone().or_else(|| env("PGPASSWORD").map(Secret::new));
        let hosts = endpoints(&url.hosts, env)
            .into_iter()
            .map(|(address, port)| Endpoint {
                password: secret.clone().or_else(|| {
                    password_file::find(
                        env,
                        &password_file::Wanted { address: &address, port, database: &database, user: &user },
                    )
                }),
                address,
                port,
            })
            .collect();
        Self {
            hosts,
            user,
            database,
            ssl_mode: parameters.ssl_mode.unwrap_or(SslMode::Prefer),
            ssl_root_cert: parameters.ssl_root_cert,
            timeout: match parameters.connect_timeout {
                None => Some(DEFAULT_TIMEOUT),
                Some(Duration::ZERO) => None,
                // libpq waits two seconds at least
                Some(wanted) => Some(wanted.max(Duration::from_secs(2))),
            },
            application_name: parameters.application_name.unwrap_or_else(|| "icms".to_owned()),
            options: parameters.options,
            attributes: parameters.session_attributes.unwrap_or(SessionAttributes::Any),
        }
    }
}

/// A variable with a value that cannot be read counts as missing: the URL is the user's word, the environment an aid.
fn with_environment(mut parameters: Parameters, env: Environment<'_>) -> Parameters {
    const VARIABLES: [(&str, &str); 5] = [
        ("sslmode", "PGSSLMODE"),
        ("sslrootcert", "PGSSLROOTCERT"),
        ("connect_timeout", "PGCONNECT_TIMEOUT"),
        ("options", "PGOPTIONS"),
        ("target_session_attrs", "PGTARGETSESSIONATTRS"),
    ];
    let written: Vec<&str> = parameters.written().into_iter().map(|(key, _)| key).collect();
    for (key, variable) in VARIABLES {
        if !written.contains(&key)
            && let Some(value) = env(variable)
        {
            let _ = parameters.set(key, &value);
        }
    }
    parameters
}

fn endpoints(hosts: &[Host], env: Environment<'_>) -> Vec<(Address, u16)> {
    let port = env("PGPORT").and_then(|p| parse_port(&p).ok().flatten()).unwrap_or(Host::PORT);
    let fallback = || env("PGHOST").map_or_else(default_address, |host| Address::new(&host));
    if hosts.is_empty() {
        return vec![(fallback(), port)];
    }
    let known = |address: &Address| match address {
        Address::Tcp(name) if name.is_empty() => fallback(),
        Address::Tcp(_) | Address::Socket(_) => address.clone(),
    };
    hosts.iter().map(|host| (known(&host.address), host.port.unwrap_or(port))).collect()
}

/// Debian's folder, then PostgreSQL's own default, then TCP.
fn default_address() -> Address {
    ["/var/run/postgresql", "/tmp"]
        .into_iter()
        .find(|folder| Path::new(folder).join(format!(".s.PGSQL.{}", Host::PORT)).exists())
        .map_or_else(|| Address::Tcp("localhost".to_owned()), Address::new)
}

/// The effective user, not `USER`: after `runuser` that variable still names the one before.
fn operating_system_user(env: Environment<'_>) -> String {
    let asked = std::process::Command::new("id").arg("-un").output().ok();
    asked
        .and_then(|out| String::from_utf8(out.stdout).ok())
        .map(|name| name.trim().to_owned())
        .filter(|name| !name.is_empty())
        .or_else(|| env("USER"))
        .unwrap_or_else(|| "postgres".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn login(url: &str, variables: &[(&str, &str)]) -> Login {
        let env = |name: &str| variables.iter().find(|(n, _)| *n == name).map(|(_, v)| (*v).to_owned());
        Login::of(&Url::parse(url).unwrap(), &env).unwrap()
    }

    #[test]
    fn environment_fills_gaps_only() {
        let all = [
            ("PGHOST", "h"),
            ("PGPORT", "6"),
            ("PGUSER", "u"),
            ("PGDATABASE", "d"),
            ("PGPASSWORD", "s"),
            ("PGSSLMODE", "require"),
            ("PGCONNECT_TIMEOUT", "0"),
        ];
        let open = login("postgresql://", &all);
        assert_eq!((open.user.as_str(), open.database.as_str()), ("u", "d"));
        assert_eq!(open.ssl_mode, SslMode::Require);
        assert_eq!(open.timeout, None);
        let endpoint =
            Endpoint { address: Address::Tcp("h".into()), port: 6, password: Some(Secret::new("s")) };
        assert_eq!(open.hosts, [endpoint]);

        let written = login("postgresql://a:b@c:7/e?sslmode=disable&connect_timeout=1", &all);
        assert_eq!((written.user.as_str(), written.database.as_str()), ("a", "e"));
        assert_eq!(written.ssl_mode, SslMode::Disable);
        assert_eq!(written.timeout, Some(Duration::from_secs(2)));
        let endpoint =
            Endpoint { address: Address::Tcp("c".into()), port: 7, password: Some(Secret::new("b")) };
        assert_eq!(written.hosts, [endpoint]);
    }

    #[test]
    fn the_database_defaults_to_the_user() {
        assert_eq!(login("postgresql://someone@h", &[]).database, "someone");
        assert_eq!(login("postgresql://h", &[]).application_name, "icms");
    }
}
