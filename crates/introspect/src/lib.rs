//! A live database as a schema: `pg_catalog` → [`Schema`], in a handful of bulk queries and one moment.
//!
//! Input: a [`Session`] on PostgreSQL 12 to 18 of any role that may connect. Output: [`Introspected`].
//! Invariants: nothing is written or locked; never a query per table; text is deparsed only where an expression
//! exists; the order depends on names, never on oids; what the model has no words for is listed as unmanaged;
//! ledgers of migrations, objects of extensions, temporary and system objects are never listed.
//!
//! ```no_run
//! use icms_connect::{Purpose, Session, Url};
//! use icms_introspect::{Options, introspect};
//! let url = Url::parse("postgresql://localhost/shop")?;
//! let mut session = Session::open(&url, Purpose::Read)?;
//! let found = introspect(&mut session, &Options::default())?;
//! println!("{} tables", found.schema.tables.len());
//! # Ok::<(), icms_diagnostic::Diagnostic>(())
//! ```

mod assemble;
mod cells;
mod check;
mod class;
mod column;
mod comment;
mod constraint;
mod data_type;
mod decide;
mod depend;
mod draft;
mod enumeration;
mod extension;
mod facts;
mod fetch;
mod foreign_key;
mod function;
mod hash;
mod index;
mod names;
mod namespace;
mod not_null;
mod operator_class;
mod option;
mod primary_key;
mod privilege;
mod query;
mod sequence;
mod table;
mod unique;
mod unmanaged;
mod version;
mod view;

pub use decide::decide;
pub use facts::facts;
pub use privilege::{Intent, MissingPrivilege, Privilege, missing_privileges};

use std::collections::BTreeSet;

use icms_connect::{DatabaseError, ServerVersion, Session};
use icms_diagnostic::Diagnostic;
use icms_model::Schema;
use icms_sql::Name;

use cells::Read;
use fetch::{Keep, Reader};

/// What to look at.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// These namespaces; none for all.
    pub namespaces: Option<BTreeSet<Name>>,
}

impl Options {
    fn covers(&self, namespace: &Name) -> bool {
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
