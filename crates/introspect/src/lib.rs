//! A live database as a schema: `pg_catalog` → [`Schema`](icms_model::Schema), in a handful of bulk queries and one moment.
//!
//! Input: a [`Session`](icms_connect::Session) on PostgreSQL 12 to 18 of any role that may connect. Output: [`Introspected`].
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
mod contents;
mod data_type;
mod decide;
mod depend;
mod describe;
mod draft;
mod enumeration;
mod extension;
mod facts;
mod fetch;
mod figures;
mod foreign_key;
mod function;
mod index;
mod introspect;
mod names;
mod namespace;
mod not_null;
mod operator_class;
mod option;
mod primary_key;
mod privilege;
mod pulse;
mod query;
mod sequence;
mod table;
mod unique;
mod unmanaged;
mod version;
mod view;

pub use contents::is_empty;
pub use decide::decide;
pub use describe::describe;
pub use facts::facts;
pub use figures::{Figure, Table as FigureTable, Value, figure};
pub use introspect::{Introspected, Options, floor, introspect};
pub use privilege::{Intent, MissingPrivilege, Privilege, missing_privileges};
pub use pulse::{Pulse, Role};
