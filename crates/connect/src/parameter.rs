//! The parameters of a URL: libpq's that we follow, and those of other clients that we pass over with a note.

use std::path::PathBuf;
use std::time::Duration;

/// What TLS is used for, as libpq's `sslmode`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SslMode {
    /// Never.
    Disable,
    /// Only when the server insists.
    Allow,
    /// When the server can.
    Prefer,
    /// Always, whoever the server is.
    Require,
    /// Always, and a trusted authority vouches for the server.
    VerifyCa,
    /// Always, and it vouches for this very host name.
    VerifyFull,
}

impl SslMode {
    /// Each with its word.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Disable, "disable"),
        (Self::Allow, "allow"),
        (Self::Prefer, "prefer"),
        (Self::Require, "require"),
        (Self::VerifyCa, "verify-ca"),
        (Self::VerifyFull, "verify-full"),
    ];
}

/// Which server of several will do, as libpq's `target_session_attrs`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SessionAttributes {
    /// Any.
    Any,
    /// One that accepts writes.
    ReadWrite,
    /// One that does not.
    ReadOnly,
    /// One that is not recovering.
    Primary,
    /// One that is.
    Standby,
    /// A standby if there is one.
    PreferStandby,
}

impl SessionAttributes {
    /// Each with its word.
    pub const ALL: [(Self, &'static str); 6] = [
        (Self::Any, "any"),
        (Self::ReadWrite, "read-write"),
        (Self::ReadOnly, "read-only"),
        (Self::Primary, "primary"),
        (Self::Standby, "standby"),
        (Self::PreferStandby, "prefer-standby"),
    ];
}

/// The followed parameters that are neither host, login nor database.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Parameters {
    /// `sslmode`.
    pub ssl_mode: Option<SslMode>,
    /// `sslrootcert`: a PEM file, or `system`.
    pub ssl_root_cert: Option<PathBuf>,
    /// `connect_timeout`, in seconds; zero waits for ever.
    pub connect_timeout: Option<Duration>,
    /// `application_name`.
    pub application_name: Option<String>,
    /// `options`, as on the server's command line.
    pub options: Option<String>,
    /// `target_session_attrs`.
    pub session_attributes: Option<SessionAttributes>,
}

impl Parameters {
    /// Takes `key` over. `Ok(false)`: not one of these. `Err`: what the value should have been.
    pub fn set(&mut self, key: &str, value: &str) -> Result<bool, String> {
        match key {
            "sslmode" => self.ssl_mode = Some(word(&SslMode::ALL, value)?),
            "sslrootcert" => self.ssl_root_cert = Some(value.into()),
            "connect_timeout" => self.connect_timeout = seconds(value)?,
            "application_name" => self.application_name = Some(value.to_owned()),
            "options" => self.options = Some(value.to_owned()),
            "target_session_attrs" => self.session_attributes = Some(word(&SessionAttributes::ALL, value)?),
            _ => return Ok(false),
        }
        Ok(true)
    }

    /// Those that are set, as they would be written.
    pub fn written(&self) -> Vec<(&'static str, String)> {
        let mut list = Vec::new();
        list.extend(self.ssl_mode.map(|v| ("sslmode", text(&SslMode::ALL, v))));
        list.extend(self.ssl_root_cert.as_ref().map(|v| ("sslrootcert", v.to_string_lossy().into_owned())));
        list.extend(self.connect_timeout.map(|v| ("connect_timeout", v.as_secs().to_string())));
        list.extend(self.application_name.clone().map(|v| ("application_name", v)));
        list.extend(self.options.clone().map(|v| ("options", v)));
        list.extend(
            self.session_attributes.map(|v| ("target_session_attrs", text(&SessionAttributes::ALL, v))),
        );
        list
    }
}

fn word<T: Copy>(all: &[(T, &str)], value: &str) -> Result<T, String> {
    let names = || all.iter().map(|(_, name)| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    all.iter().find(|(_, name)| *name == value).map(|(v, _)| *v).ok_or_else(|| format!("one of {}", names()))
}

/// The word of a value.
pub fn text<T: Copy + PartialEq>(all: &[(T, &str)], value: T) -> String {
    all.iter().find(|(v, _)| *v == value).map(|(_, name)| (*name).to_owned()).unwrap_or_default()
}

fn seconds(value: &str) -> Result<Option<Duration>, String> {
    let n: i64 = value.parse().map_err(|_| "a whole number of seconds".to_owned())?;
    Ok(Some(Duration::from_secs(u64::try_from(n).unwrap_or(0))))
}

/// Parameters of libpq, Prisma and pools that change nothing for `icms`.
const PASSED_OVER: [&str; 35] = [
    "channel_binding",
    "client_encoding",
    "connection_limit",
    "fallback_application_name",
    "gssdelegation",
    "gssencmode",
    "gsslib",
    "keepalives",
    "keepalives_count",
    "keepalives_idle",
    "keepalives_interval",
    "krbsrvname",
    "load_balance_hosts",
    "max_idle_connection_lifetime",
    "passfile",
    "pgbouncer",
    "pool_timeout",
    "replication",
    "requirepeer",
    "requiressl",
    "require_auth",
    "single_use_connections",
    "socket_timeout",
    "sslaccept",
    "sslcert",
    "sslcompression",
    "sslcrl",
    "sslidentity",
    "sslkey",
    "sslnegotiation",
    "sslpassword",
    "sslsni",
    "ssl_min_protocol_version",
    "statement_cache_size",
    "tcp_user_timeout",
];

/// Whether some client of PostgreSQL has a parameter of this name.
pub fn is_known(key: &str) -> bool {
    const FOLLOWED: [&str; 14] = [
        "application_name",
        "connect_timeout",
        "dbname",
        "host",
        "hostaddr",
        "options",
        "password",
        "port",
        "schema",
        "service",
        "sslmode",
        "sslrootcert",
        "target_session_attrs",
        "user",
    ];
    FOLLOWED.contains(&key) || PASSED_OVER.contains(&key)
}
