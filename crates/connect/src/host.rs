//! Where a server listens.

use std::fmt;
use std::path::{Path, PathBuf};

use crate::percent::{self, Place};

/// An address and the port there.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Host {
    /// Name, number or folder.
    pub address: Address,
    /// As written; none means `PGPORT`, then 5432.
    pub port: Option<u16>,
}

/// How to reach a host.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Address {
    /// A name or an IP address, IPv6 without its brackets.
    Tcp(String),
    /// The folder of a Unix socket.
    Socket(PathBuf),
}

impl Host {
    /// The port to use when the environment says nothing.
    pub const PORT: u16 = 5432;

    /// Reads one `name`, `name:port`, `[v6]:port` or `%2Ffolder` of a URL's host list.
    pub fn parse(text: &str) -> Result<Self, HostError> {
        let (name, port) = match text.strip_prefix('[') {
            Some(rest) => {
                let (name, after) = rest.split_once(']').ok_or(HostError::Bracket)?;
                if !name
                    .bytes()
                    .all(|b| b.is_ascii_hexdigit() || b":.%".contains(&b) || b.is_ascii_lowercase())
                {
                    return Err(HostError::Name);
                }
                match after.strip_prefix(':') {
                    Some(port) => (name, port),
                    None if after.is_empty() => (name, ""),
                    None => return Err(HostError::Bracket),
                }
            }
            None => {
                let (name, port) = text.split_once(':').unwrap_or((text, ""));
                if !name.chars().all(|c| c.is_alphanumeric() || "-._%~".contains(c)) {
                    return Err(HostError::Name);
                }
                (name, port)
            }
        };
        Ok(Self { address: Address::new(&percent::decode(name)), port: parse_port(port)? })
    }
}

/// Reads a port; an empty one is none.
pub fn parse_port(text: &str) -> Result<Option<u16>, HostError> {
    match text {
        "" => Ok(None),
        _ if text.bytes().all(|b| b.is_ascii_digit()) => {
            text.parse().ok().filter(|p| *p != 0).map(Some).ok_or(HostError::Port)
        }
        _ => Err(HostError::Port),
    }
}

/// What is wrong with a host; the text itself may hold a password and is not repeated.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum HostError {
    /// A `[` without its `]`, or text after it.
    Bracket,
    /// A character that no host name has.
    Name,
    /// Not a number from 1 to 65535.
    Port,
}

impl HostError {
    /// In words.
    pub const fn message(self) -> &'static str {
        match self {
            Self::Bracket => "the IPv6 address in `[ ]` is not closed or has text after it",
            Self::Name => "the host has a character that no host name can have",
            Self::Port => "the port is not a number from 1 to 65535",
        }
    }
}

impl Address {
    /// A folder when it starts with `/` (or is an abstract `@` socket), else a name.
    pub fn new(text: &str) -> Self {
        if text.starts_with('/') { Self::Socket(text.into()) } else { Self::Tcp(text.to_owned()) }
    }

    /// The socket's folder, if it is one.
    #[must_use]
    pub fn socket(&self) -> Option<&Path> {
        match self {
            Self::Tcp(_) => None,
            Self::Socket(folder) => Some(folder),
        }
    }
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Tcp(name) if name.contains(':') => write!(f, "[{name}]"),
            Self::Tcp(name) => f.write_str(&percent::encode(name, Place::Segment)),
            Self::Socket(folder) => f.write_str(&percent::encode(&folder.to_string_lossy(), Place::Segment)),
        }
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.port {
            Some(port) => write!(f, "{}:{port}", self.address),
            None => self.address.fmt(f),
        }
    }
}
