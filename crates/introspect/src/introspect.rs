//! From a session to a schema: choose namespaces, fetch, assemble; again when something vanished meanwhile.

use std::collections::BTreeSet;

use icms_connect::{DatabaseError, ServerVersion, Session};
use icms_diagnostic::Diagnostic;
use icms_model::Schema;
use icms_sql::Name;

use crate::cells::Read;
use crate::fetch::{Keep, Reader};
use crate::{assemble, namespace};

/// What to look at.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// These namespaces; none for all.
    pub namespaces: Option<BTreeSet<Name>>,
}

impl Options {
    /// Whether a namespace is looked at.
    pub(crate) fn covers(&self, namespace: &Name) -> bool {
        self.namespaces.as_ref().is_none_or(|all| all.contains(namespace))
    }
}

/// What was found.
#[derive(Debug, Clone)]
pub struct Introspected {
    /// The schema, with what is unmanaged.
    pub schema: Schema,
    /// The server it was found on.
    pub version: ServerVersion,
}

/// Reads the whole schema of the database that the session is in.
pub fn introspect(session: &mut Session, options: &Options) -> Result<Introspected, Diagnostic> {
    let version = session.version();
    let mut schema = read(session, version, options);
    for _ in 0..RETRIES {
        match &schema {
            Err(error) if is_of_the_moment(error) => schema = read(session, version, options),
            Ok(_) | Err(_) => break,
        }
    }
    Ok(Introspected { schema: schema?, version })
}

/// How often to look again when something was dropped while we looked.
const RETRIES: usize = 3;

/// Rows of the catalogue are of one moment, deparsed text is of now: what was dropped meanwhile cannot be deparsed.
fn is_of_the_moment(error: &DatabaseError) -> bool {
    ["XX000", "42P01", "42704", "42883", "3F000"].iter().any(|state| error.is(state))
}

/// Runs the queries of [`introspect`] and drops their rows: how fast it could be at best, for benches to compare with.
pub fn floor(session: &mut Session, options: &Options) -> Result<(), Diagnostic> {
    let url = session.url().clone();
    let major = session.version().major;
    let mut snapshot = session.snapshot()?;
    let mut reader = Reader::new(&mut snapshot, major, Keep::Nothing)?;
    let namespaces = namespace::choose(&reader.rows(namespace::SQL, &[])?, options)?;
    reader.fetch(&url, &namespace::oids(&namespaces))?;
    Ok(())
}

fn read(session: &mut Session, version: ServerVersion, options: &Options) -> Read<Schema> {
    let url = session.url().clone();
    let mut snapshot = session.snapshot()?;
    let mut reader = Reader::new(&mut snapshot, version.major, Keep::Rows)?;
    let namespaces = namespace::choose(&reader.rows(namespace::SQL, &[])?, options)?;
    let rows = reader.fetch(&url, &namespace::oids(&namespaces))?;
    assemble::schema(&mut reader, namespaces, &rows, options)
}
