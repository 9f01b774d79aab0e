//! Cuts a URL into its parts, also where a password holds characters that should have been escaped.

use crate::host::Host;
use crate::parameter;

/// The parts of a URL, still escaped.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Parts<'t> {
    /// Before the first `:` of the user information.
    pub user: Option<&'t str>,
    /// After it.
    pub password: Option<&'t str>,
    /// The comma-separated hosts.
    pub hosts: &'t str,
    /// After the first `/`.
    pub database: &'t str,
    /// After the `?`.
    pub query: &'t str,
}

/// How sure a reading must be of itself.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Care {
    /// Hosts, database and every parameter are plausible.
    Strict,
    /// Hosts and database are.
    Lenient,
}

/// Cuts what follows `scheme://`.
///
/// A host can hold no `@`, so the user information ends at the first `@` after which everything reads as
/// hosts, database and known parameters. With no such reading, the last `@` before the first `/` ends it
/// and the caller reports what is wrong with the rest.
pub fn split(text: &str) -> Parts<'_> {
    for care in [Care::Strict, Care::Lenient] {
        let ends = std::iter::once(None).chain(text.match_indices('@').map(|(at, _)| Some(at)));
        for end in ends {
            let parts = cut(text, end);
            if plausible(&parts, care) {
                return parts;
            }
        }
    }
    let authority = text.find(['/', '?']).and_then(|end| text.get(..end)).unwrap_or(text);
    cut(text, authority.rfind('@').or_else(|| text.rfind('@')))
}

fn cut(text: &str, end: Option<usize>) -> Parts<'_> {
    let (login, rest) = match end.and_then(|at| text.split_at_checked(at)) {
        Some((login, rest)) => (Some(login), rest.strip_prefix('@').unwrap_or(rest)),
        None => (None, text),
    };
    let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (hosts, database) = path.split_once('/').unwrap_or((path, ""));
    let (user, password) = match login.map(|l| l.split_once(':').ok_or(l)) {
        None => (None, None),
        Some(Ok((user, password))) => (Some(user), Some(password)),
        Some(Err(user)) => (Some(user), None),
    };
    Parts { user, password, hosts, database, query }
}

fn plausible(parts: &Parts<'_>, care: Care) -> bool {
    parts.hosts.split(',').all(|host| Host::parse(host).is_ok())
        && !parts.database.contains(['/', '@', ':', '#'])
        && (care == Care::Lenient || parts.query.split('&').all(known_parameter))
}

fn known_parameter(pair: &str) -> bool {
    pair.is_empty() || pair.split_once('=').is_some_and(|(key, _)| parameter::is_known(key))
}
