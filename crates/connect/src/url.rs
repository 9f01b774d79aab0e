//! A PostgreSQL URL as people really write it, never shown with its password.

use std::fmt;

use icms_diagnostic::Diagnostic;

use crate::codes;
use crate::host::{Address, Host, HostError, parse_port};
use crate::parameter::Parameters;
use crate::percent::{self, Place};
use crate::secret::Secret;
use crate::split::{Parts, split};

/// Where a database is and how to log in. `Display` and `Debug` show the password as `***`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Url {
    pub(crate) user: Option<String>,
    pub(crate) password: Option<Secret>,
    pub(crate) hosts: Vec<Host>,
    pub(crate) database: Option<String>,
    pub(crate) parameters: Parameters,
    pub(crate) service: Option<String>,
    schemas: Vec<String>,
    home: Option<String>,
    notes: Vec<Diagnostic>,
}

impl Url {
    /// Reads a URL. What other clients' parameters ask for is passed over with a [note](Url::notes).
    pub fn parse(text: &str) -> Result<Self, Diagnostic> {
        let text = unquoted(text.trim()).trim();
        let parts = split(after_scheme(text)?);
        let mut url = Self {
            user: parts.user.map(percent::decode).filter(|u| !u.is_empty()),
            password: parts.password.map(percent::decode).filter(|p| !p.is_empty()).map(Secret::new),
            hosts: hosts(&parts)?,
            database: Some(percent::decode(parts.database)).filter(|d| !d.is_empty()),
            ..Self::default()
        };
        url.read_query(parts.query)?;
        Ok(url)
    }

    /// The URL of a server that listens on a Unix socket in `folder`.
    #[must_use]
    pub fn of_socket(folder: &std::path::Path, user: &str, database: &str) -> Self {
        Self {
            user: Some(user.to_owned()),
            hosts: vec![Host { address: Address::Socket(folder.to_owned()), port: None }],
            database: Some(database.to_owned()),
            ..Self::default()
        }
    }

    /// The same server and login, another database.
    #[must_use]
    pub fn with_database(&self, name: &str) -> Self {
        Self { database: Some(name.to_owned()), ..self.clone() }
    }

    /// The same, at home nowhere: for what concerns the server as a whole.
    #[must_use]
    pub fn away(&self) -> Self {
        Self { home: None, ..self.clone() }
    }

    /// The same hosts, each at this port.
    #[must_use]
    pub fn with_port(mut self, port: u16) -> Self {
        self.hosts.iter_mut().for_each(|host| host.port = Some(port));
        self
    }

    /// The same server and database, another login.
    #[must_use]
    pub fn with_login(&self, user: &str, password: Option<&str>) -> Self {
        Self { user: Some(user.to_owned()), password: password.map(Secret::new), ..self.clone() }
    }

    /// The connection that libpq's service file has under this name.
    #[must_use]
    pub fn of_service(name: &str) -> Self {
        Self { service: Some(name.to_owned()), ..Self::default() }
    }

    /// The same, with what it leaves open from this service.
    #[must_use]
    pub fn with_service(self, name: &str) -> Self {
        Self { service: Some(name.to_owned()), ..self }
    }

    /// The same with this password.
    #[must_use]
    pub fn with_password(self, password: &str) -> Self {
        Self { password: Some(Secret::new(password)), ..self }
    }

    /// What `?schema=a,b` limits the database to; empty when it says nothing.
    #[must_use]
    pub fn schemas(&self) -> &[String] {
        &self.schemas
    }

    /// The same, limited to one namespace, which is where unqualified names lead.
    #[must_use]
    pub fn at_home(&self, namespace: &str) -> Self {
        let schemas = vec![namespace.to_owned()];
        Self { schemas, home: Some(namespace.to_owned()), ..self.clone() }
    }

    /// Where unqualified names lead, if anybody [decided](Self::at_home).
    #[must_use]
    pub fn home(&self) -> Option<&str> {
        self.home.as_deref()
    }

    /// The user as written.
    #[must_use]
    pub fn user(&self) -> Option<&str> {
        self.user.as_deref()
    }

    /// The database as written.
    #[must_use]
    pub fn database(&self) -> Option<&str> {
        self.database.as_deref()
    }

    /// The hosts as written.
    #[must_use]
    pub fn hosts(&self) -> &[Host] {
        &self.hosts
    }

    /// Parameters that were passed over.
    #[must_use]
    pub fn notes(&self) -> &[Diagnostic] {
        &self.notes
    }

    /// The URL *with* its password, for a connection of somebody else's (`icms dev url`, an environment variable
    /// of a process we start); never for a message or an argument.
    #[must_use]
    pub fn reveal(&self) -> String {
        self.written(self.password.as_ref().map(|p| percent::encode(p.reveal(), Place::Segment)))
    }

    /// The password, for the same uses.
    #[must_use]
    pub fn reveal_password(&self) -> Option<&str> {
        self.password.as_ref().map(Secret::reveal)
    }

    fn read_query(&mut self, query: &str) -> Result<(), Diagnostic> {
        for pair in query.split('&').filter(|pair| !pair.is_empty()) {
            let (key, value) = pair.split_once('=').unwrap_or((pair, ""));
            self.read_parameter(&percent::decode(key), &percent::decode(value))?;
        }
        Ok(())
    }

    fn read_parameter(&mut self, key: &str, value: &str) -> Result<(), Diagnostic> {
        match key {
            "schema" => self.schemas = schemas(value),
            "service" => self.service = Some(value.to_owned()),
            "user" => self.user = Some(value.to_owned()),
            "password" => self.password = Some(Secret::new(value)),
            "dbname" => self.database = Some(value.to_owned()),
            "host" | "hostaddr" => self.set_addresses(value),
            "port" => self.set_ports(value)?,
            _ => {
                let known = self.parameters.set(key, value).map_err(|wanted| wrong_value(key, &wanted))?;
                if !known {
                    self.notes.push(passed_over(key));
                }
            }
        }
        Ok(())
    }

    fn set_addresses(&mut self, value: &str) {
        let ports: Vec<_> = self.hosts.iter().map(|host| host.port).collect();
        let port = |i: usize| ports.get(i).or(ports.first()).copied().flatten();
        self.hosts = value
            .split(',')
            .enumerate()
            .map(|(i, text)| Host { address: Address::new(text.trim_matches(['[', ']'])), port: port(i) })
            .collect();
    }

    fn set_ports(&mut self, value: &str) -> Result<(), Diagnostic> {
        let ports = value
            .split(',')
            .map(parse_port)
            .collect::<Result<Vec<_>, _>>()
            .map_err(|_| wrong_value("port", "a number from 1 to 65535"))?;
        if self.hosts.is_empty() {
            self.hosts.push(Host { address: Address::new(""), port: None });
        }
        for (i, host) in self.hosts.iter_mut().enumerate() {
            host.port = ports.get(i).or(ports.first()).copied().flatten();
        }
        Ok(())
    }

    fn written(&self, password: Option<String>) -> String {
        let mut out = "postgresql://".to_owned();
        if let Some(user) = &self.user {
            out.push_str(&percent::encode(user, Place::Segment));
        }
        if let Some(password) = &password {
            out.push_str(&format!(":{password}"));
        }
        if self.user.is_some() || password.is_some() {
            out.push('@');
        }
        let single_socket = match self.hosts.as_slice() {
            [Host { address: Address::Socket(folder), port }] => Some((folder, port)),
            _ => None,
        };
        if single_socket.is_none() {
            out.push_str(&self.hosts.iter().map(Host::to_string).collect::<Vec<_>>().join(","));
        }
        if let Some(database) = &self.database {
            out.push_str(&format!("/{}", percent::encode(database, Place::Segment)));
        }
        let mut query = Vec::new();
        if let Some((folder, port)) = single_socket {
            query.push(("host", folder.to_string_lossy().into_owned()));
            query.extend(port.map(|port| ("port", port.to_string())));
        }
        if !self.schemas.is_empty() {
            query.push(("schema", self.schemas.join(",")));
        }
        query.extend(self.service.clone().map(|name| ("service", name)));
        query.extend(self.parameters.written());
        for (i, (key, value)) in query.iter().enumerate() {
            let sign = if i == 0 { '?' } else { '&' };
            out.push_str(&format!("{sign}{key}={}", percent::encode(value, Place::Value)));
        }
        out
    }
}

impl fmt::Display for Url {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.written(self.password.as_ref().map(Secret::to_string)))
    }
}

/// A value copied out of a `.env` file keeps its quotes.
fn unquoted(text: &str) -> &str {
    let inner = |q: char| text.strip_prefix(q).and_then(|t| t.strip_suffix(q));
    inner('"').or_else(|| inner('\'')).unwrap_or(text)
}

fn after_scheme(text: &str) -> Result<&str, Diagnostic> {
    let malformed = |message: &str| {
        Diagnostic::error(codes::URL_MALFORMED, message)
            .help("write `postgresql://user:password@host:5432/database`")
    };
    let Some((scheme, rest)) = text.split_once("://") else {
        return Err(malformed(if text.is_empty() {
            "the database URL is empty"
        } else if text.contains("host=") || text.contains("dbname=") {
            "a database is given as a URL, not as `key=value` words"
        } else {
            "this is not a URL: `postgresql://` is missing"
        }));
    };
    match scheme {
        "postgres" | "postgresql" => Ok(rest),
        "prisma" | "prisma+postgres" => Err(Diagnostic::error(
            codes::URL_SCHEME,
            format!("`{scheme}://` is a URL of Prisma's own service, not of a PostgreSQL server"),
        )
        .help(
            "give the direct URL of the database (Prisma's `directUrl`), which starts with `postgresql://`",
        )),
        _ if scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.:".contains(&b)) => {
            Err(Diagnostic::error(codes::URL_SCHEME, format!("`{scheme}://` is not a PostgreSQL URL"))
                .help("icms speaks to PostgreSQL only: `postgresql://…`"))
        }
        _ => Err(malformed("this is not a URL: `postgresql://` is missing")),
    }
}

fn hosts(parts: &Parts<'_>) -> Result<Vec<Host>, Diagnostic> {
    if parts.hosts.is_empty() {
        return Ok(Vec::new());
    }
    parts.hosts.split(',').map(Host::parse).collect::<Result<_, _>>().map_err(wrong_host)
}

fn wrong_host(error: HostError) -> Diagnostic {
    Diagnostic::error(codes::URL_MALFORMED, error.message()).help(
        "write `postgresql://user:password@host:5432/database`; in a password, `%40` stands for `@`, `%3A` for `:`, \
         `%2F` for `/`, `%3F` for `?` and `%23` for `#`",
    )
}

fn wrong_value(key: &str, wanted: &str) -> Diagnostic {
    Diagnostic::error(codes::URL_PARAMETER_VALUE, format!("the URL's `{key}` must be {wanted}"))
}

fn passed_over(key: &str) -> Diagnostic {
    Diagnostic::note(codes::URL_PARAMETER_IGNORED, format!("the URL's parameter `{key}` means nothing here"))
}

fn schemas(value: &str) -> Vec<String> {
    let mut list: Vec<String> = Vec::new();
    for name in value.split(',').map(str::trim).filter(|name| !name.is_empty()) {
        if !list.iter().any(|known| known == name) {
            list.push(name.to_owned());
        }
    }
    list
}
