//! How statements reach the server: prepared once for each connection, or never.

use std::borrow::Cow;
use std::ops::Deref;

use tokio_postgres::types::{Kind, Type};

use crate::Error;
use crate::cache::Cache;
use crate::error::is_stale_plan;
use crate::outdated::{self, Outdated};
use crate::schema::Schema;

/// How statements reach the server.
#[derive(Debug)]
pub(crate) enum Prepare {
    /// Prepared, and kept for the next time.
    Kept(Cache),
    /// Sent with their values and the types of these: for poolers that lend a connection for one transaction only. The
    /// types that the database has of its own are known from the start.
    Never(Known),
}

/// What to do when a prepared statement does not fit the database any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Stale {
    /// Prepare it again, once.
    Again,
    /// Give up: the transaction is lost anyway.
    GiveUp,
}

impl Stale {
    /// Whether to run a statement again, which is forgotten where the error says that it became useless.
    pub(crate) fn asks_again(self, cache: &Cache, sql: &str, error: &tokio_postgres::Error) -> bool {
        let useless = error.code().is_some_and(is_stale_plan);
        if useless {
            cache.forget(sql);
        }
        useless && self == Self::Again
    }
}

/// The types that the database has of its own, as they were when the connection was opened.
#[derive(Debug, Default)]
pub(crate) struct Known {
    types: Vec<Type>,
    outdated: Outdated,
}

impl From<Vec<Type>> for Known {
    fn from(types: Vec<Type>) -> Self {
        Self { types, outdated: Outdated::default() }
    }
}

impl Deref for Known {
    type Target = [Type];

    fn deref(&self) -> &[Type] {
        &self.types
    }
}

impl Prepare {
    /// Whether nothing is prepared: a server is there for one transaction only.
    #[cfg(feature = "async")]
    pub(crate) const fn is_never(&self) -> bool {
        matches!(self, Self::Never(_))
    }

    /// Whether to run a statement again: see [`Stale::asks_again`].
    pub(crate) fn asks_again(&self, stale: Stale, sql: &str, error: &Error) -> bool {
        let Self::Kept(cache) = self else { return false };
        error.refusal().is_some_and(|refusal| stale.asks_again(cache, sql, refusal.reveal()))
    }

    /// Takes note of what went wrong, should it mean that types have changed.
    pub(crate) fn notice(&self, error: &Error) {
        if outdated::says_so(error) {
            self.outdated().set();
        }
    }

    /// Whether types have changed since the connection was opened, so that a pool lends another one.
    #[cfg(any(feature = "pool", feature = "r2d2"))]
    pub(crate) fn is_outdated(&self) -> bool {
        self.outdated().is_set()
    }

    const fn outdated(&self) -> &Outdated {
        match self {
            Self::Kept(cache) => cache.outdated(),
            Self::Never(known) => &known.outdated,
        }
    }

    /// How many statements are kept.
    pub(crate) fn len(&self) -> usize {
        match self {
            Self::Kept(cache) => cache.len(),
            Self::Never(_) => 0,
        }
    }
}

/// A statement whose columns have every type of the database's own that the client uses, alone and as an array; none
/// where there is no such type.
pub(crate) fn own_types(schema: &Schema) -> Option<String> {
    let columns = schema.tables.iter().flat_map(|table| table.columns).map(|column| column.data_type);
    // Types of the server itself have words without a namespace.
    let own = columns.map(|name| name.trim_end_matches("[]")).filter(|name| name.contains('.'));
    let mut names: Vec<Cow<'_, str>> = own.map(Cow::Borrowed).collect();
    // A value of either is sent as `vector`, of the same extension.
    let whole = |name: &Cow<'_, str>| Some(Cow::Owned(format!("{}.vector", name.strip_suffix(".halfvec")?)));
    let whole: Vec<_> = names.iter().filter_map(whole).collect();
    names.extend(whole);
    names.sort_unstable();
    names.dedup();
    let columns: Vec<String> = names.iter().map(|name| format!("NULL::{name}, NULL::{name}[]")).collect();
    (!columns.is_empty()).then(|| format!("SELECT {}", columns.join(", ")))
}

/// Whether a type was made in the database: an enum, a domain, a composite type, or an array of one.
pub(crate) fn is_made(of: &Type) -> bool {
    match of.kind() {
        Kind::Enum(_) | Kind::Domain(_) | Kind::Composite(_) => true,
        Kind::Array(element) => is_made(element),
        _ => false,
    }
}
