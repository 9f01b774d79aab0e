//! Why a connection could not be made, in one sentence and one piece of advice.

use std::error::Error as _;
use std::io;

use icms_diagnostic::{Code, Diagnostic};

use crate::codes;
use crate::error::{DatabaseError, chain};
use crate::host::Address;
use crate::login::{Endpoint, Login};

/// What may still be tried.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Next {
    /// Another host.
    Host,
    /// The same host, with TLS if it was without, without if it was with; then another host.
    OtherEncryption,
    /// Nothing: the server has answered.
    Stop,
}

/// A failed attempt.
pub struct Failure {
    /// For the user.
    pub diagnostic: Diagnostic,
    /// For the loop over hosts.
    pub next: Next,
}

/// What a URL without any host would say; there is always one.
pub fn no_host() -> Diagnostic {
    Diagnostic::error(codes::URL_MALFORMED, "the URL names no host")
}

/// Where an attempt went.
pub struct Place<'p> {
    /// Who wanted in.
    pub login: &'p Login,
    /// Where.
    pub endpoint: &'p Endpoint,
}

impl Place<'_> {
    /// Nothing came back.
    pub fn timed_out(&self) -> Failure {
        let seconds = self.login.timeout.map_or(0, |t| t.as_secs());
        let message = format!("no answer from {} within {seconds} s", self.name());
        self.failure(codes::TIMEOUT, message, Next::Host).help(
            "check host, port and firewall; a slow network can have more time with `connect_timeout=<seconds>` in the URL",
        )
    }

    /// Puts the driver's error into words.
    pub fn explain(&self, error: &postgres::Error) -> Failure {
        if let Some(db) = error.as_db_error() {
            return self.refused_by_server(&db.into());
        }
        // the driver has no public kinds; its fixed texts are the only other sign
        let source = error.source();
        match error.to_string().as_str() {
            "error performing TLS handshake" => self.tls(source.map_or_else(String::new, chain)),
            "invalid configuration" | "authentication error" => {
                self.authentication(source.map_or_else(String::new, chain))
            }
            _ => match source.and_then(|s| s.downcast_ref::<io::Error>()) {
                Some(io) => self.io(io),
                None => self.not_postgres(&chain(error)),
            },
        }
    }

    fn name(&self) -> String {
        match &self.endpoint.address {
            Address::Tcp(name) if name.contains(':') => format!("[{name}]:{}", self.endpoint.port),
            Address::Tcp(name) => format!("{name}:{}", self.endpoint.port),
            Address::Socket(folder) => format!("{}/.s.PGSQL.{}", folder.display(), self.endpoint.port),
        }
    }

    fn failure(&self, code: Code, message: String, next: Next) -> Failure {
        Failure { diagnostic: Diagnostic::error(code, message), next }
    }

    fn refused_by_server(&self, error: &DatabaseError) -> Failure {
        let (user, database, place) = (&self.login.user, &self.login.database, self.name());
        let said = &error.message;
        let failure = |code, message, next| self.failure(code, message, next);
        match error.sqlstate.as_deref().unwrap_or_default() {
            "28P01" => failure(codes::PASSWORD, format!("{place} refuses the password of role `{user}`"), Next::Stop)
                .help("check user and password of the URL; characters like `@`, `/` and `%` are safest escaped (`%40`, `%2F`, `%25`)"),
            "28000" if said.contains("no encryption") || said.contains("SSL off") => {
                failure(codes::TLS_MODE, format!("{place} accepts role `{user}` only over TLS, if at all: {said}"), Next::OtherEncryption)
                    .help("add `sslmode=require` to the URL, or allow the connection in the server's pg_hba.conf")
            }
            "28000" => failure(codes::NOT_ALLOWED, format!("{place} does not let role `{user}` in: {said}"), Next::OtherEncryption)
                .help("create the role (`CREATE ROLE … LOGIN`) or allow it in the server's pg_hba.conf"),
            "3D000" => failure(codes::DATABASE_UNKNOWN, format!("there is no database `{database}` on {place}"), Next::Stop)
                .help("create it (`icms db create`), or correct the name after the last `/` of the URL"),
            "42501" => failure(codes::NOT_ALLOWED, format!("role `{user}` may not connect to database `{database}`: {said}"), Next::Stop)
                .help(format!("as its owner: `GRANT CONNECT ON DATABASE \"{database}\" TO \"{user}\"`")),
            "53300" => failure(codes::TOO_MANY, format!("{place} has no free connection: {said}"), Next::Host)
                .help("close idle sessions or raise max_connections"),
            "57P01" | "57P02" | "57P03" => failure(codes::NOT_READY, format!("{place} is not ready: {said}"), Next::Host)
                .help("the server is starting, stopping or recovering; try again in a moment"),
            "08P01" | "0A000" => self.not_postgres(said),
            state => failure(codes::NOT_ALLOWED, format!("{place} refuses the connection: {said} [{state}]"), Next::Stop),
        }
    }

    fn tls(&self, why: String) -> Failure {
        let place = self.name();
        if why.contains("does not support TLS") {
            return self
                .failure(codes::TLS_MODE, format!("{place} does not speak TLS, but the URL requires it"), Next::Host)
                .help("remove `sslmode` from the URL if the network is trusted, or switch TLS on (`ssl = on`) at the server");
        }
        let why = why.strip_prefix("invalid peer certificate: ").unwrap_or(&why);
        self.failure(codes::TLS_CERTIFICATE, format!("the TLS handshake with {place} failed: {why}"), Next::OtherEncryption)
            .help(
                "`sslrootcert=<file.pem>` names who vouches for the server; `sslmode=verify-ca` does not look at the host's name, \
                 `sslmode=require` trusts any certificate",
            )
    }

    fn authentication(&self, why: String) -> Failure {
        let (place, user) = (self.name(), &self.login.user);
        if why.contains("password missing") {
            return self
                .failure(codes::PASSWORD, format!("{place} wants a password for role `{user}` and there is none"), Next::Stop)
                .help("write it into the URL (`user:password@`), PGPASSWORD or ~/.pgpass (which only you may be able to read)");
        }
        self.failure(codes::NOT_ALLOWED, format!("role `{user}` cannot log in to {place}: {why}"), Next::Stop)
    }

    fn io(&self, error: &io::Error) -> Failure {
        let place = self.name();
        let text = error.to_string();
        match error.kind() {
            io::ErrorKind::TimedOut => self.timed_out(),
            _ if text.contains("lookup address") || text.contains("could not resolve") => self
                .failure(codes::HOST_UNKNOWN, format!("the host of {place} is not known: {text}"), Next::Host)
                .help("check the host's name in the URL, and the network"),
            io::ErrorKind::PermissionDenied if error.raw_os_error().is_none() => self
                .failure(codes::SESSION_ATTRIBUTES, format!("{place} will not do: {text}"), Next::Host)
                .help("`target_session_attrs` of the URL asks for another kind of server"),
            io::ErrorKind::PermissionDenied => self
                .failure(codes::NOT_ALLOWED, format!("{place} may not be opened: {text}"), Next::Host)
                .help("the folder or the socket belongs to somebody else"),
            io::ErrorKind::UnexpectedEof | io::ErrorKind::ConnectionReset | io::ErrorKind::BrokenPipe => {
                self.not_postgres("the connection was closed without an answer")
            }
            _ => self
                .failure(codes::REFUSED, format!("no server answers at {place}: {text}"), Next::Host)
                .help(
                    "start the server, or correct host and port of the URL; `icms dev` starts one of its own",
                ),
        }
    }

    fn not_postgres(&self, why: &str) -> Failure {
        self.failure(
            codes::NOT_POSTGRES,
            format!("what answers at {} is no PostgreSQL: {why}", self.name()),
            Next::Host,
        )
        .help("check the port of the URL (PostgreSQL's is 5432)")
    }
}

impl Failure {
    fn help(mut self, help: impl Into<String>) -> Self {
        self.diagnostic = self.diagnostic.help(help);
        self
    }
}
