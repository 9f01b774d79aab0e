//! The namespace that a session is at home in: where unqualified names lead, and where its ledger is.

use icms_diagnostic::Diagnostic;
use postgres::types::Type;

use crate::codes;
use crate::error::DatabaseError;
use crate::session::Session;

/// Where a session is at home.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Home {
    /// The namespace.
    pub name: String,
    /// The search path, as `SET` takes it.
    pub path: String,
}

/// The namespace, then those that extensions are in. One with tables or sequences of its own is left out: a table that is
/// missing at home must be missing, not another one of the same name.
const PATH: &str = "
SELECT pg_catalog.quote_ident(n.nspname) || coalesce((
    SELECT pg_catalog.string_agg(', ' || pg_catalog.quote_ident(e.nspname), '' ORDER BY e.nspname)
    FROM pg_catalog.pg_namespace e
    WHERE e.oid IN (SELECT extnamespace FROM pg_catalog.pg_extension) AND e.oid <> n.oid
    AND e.nspname <> 'pg_catalog' AND NOT EXISTS (
        SELECT FROM pg_catalog.pg_class c WHERE c.relnamespace = e.oid AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
        AND c.relname NOT LIKE '\\_icms\\_%' AND NOT EXISTS (
            SELECT FROM pg_catalog.pg_depend d WHERE d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
            AND d.objid = c.oid AND d.deptype IN ('e', 'i', 'a')))), '')
FROM pg_catalog.pg_namespace n WHERE n.nspname = $1";

impl Session {
    /// Makes a namespace the one where unqualified names lead. It stays so when settings are reset.
    ///
    /// # Errors
    /// A namespace that is not there; what the server says.
    pub fn settle_in(&mut self, namespace: &str) -> Result<(), Diagnostic> {
        let rows =
            self.client().query_typed(PATH, &[(&namespace, Type::TEXT)]).map_err(DatabaseError::from)?;
        let path: Option<String> = rows.first().map(|row| row.get(0));
        let Some(path) = path else {
            let message = format!("the namespace {namespace} does not exist in database {}", self.database());
            return Err(Diagnostic::error(codes::NAMESPACE_UNKNOWN, message)
                .help("create it (`CREATE SCHEMA …`), or name one that is there in the URL (`?schema=…`)"));
        };
        self.set_home(Home { name: namespace.to_owned(), path });
        Ok(self.go_home()?)
    }

    /// Sets the search path back to where this session is at home, if it is anywhere.
    ///
    /// # Errors
    /// What the server says.
    pub fn go_home(&mut self) -> Result<(), DatabaseError> {
        match self.search_path() {
            Some(path) => {
                let set = format!("SET search_path = {path}");
                self.batch_execute(&set)
            }
            None => Ok(()),
        }
    }

    /// Where the ledger of this session is: `public` unless it is at home elsewhere.
    #[must_use]
    pub fn home(&self) -> &str {
        self.settled().map_or("public", |home| home.name.as_str())
    }

    /// The search path of a session that is at home somewhere, as `SET` takes it.
    #[must_use]
    pub fn search_path(&self) -> Option<&str> {
        self.settled().map(|home| home.path.as_str())
    }
}
