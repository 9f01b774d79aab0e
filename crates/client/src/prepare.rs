//! How statements reach the server: prepared once for each connection, or never.

use tokio_postgres::types::{Kind, Type};

use crate::cache::Cache;
use crate::schema::Schema;

/// How statements reach the server.
#[derive(Debug)]
pub(crate) enum Prepare {
    /// Prepared, and kept for the next time.
    Kept(Cache),
    /// Sent with their values and the types of these: for poolers that lend a connection for one transaction only. The
    /// types that the database has of its own are known from the start.
    Never(Vec<Type>),
}

impl Prepare {
    /// Whether nothing is prepared: a server is there for one transaction only.
    #[cfg(feature = "async")]
    pub(crate) const fn is_never(&self) -> bool {
        matches!(self, Self::Never(_))
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
    let mut names: Vec<&str> =
        columns.map(|name| name.trim_end_matches("[]")).filter(|name| name.contains('.')).collect();
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
