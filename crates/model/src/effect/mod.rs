//! What one SQL statement did to a schema: how, as far as the two schemas around it do not show it.
//!
//! `replay` returns effects; `classify` judges them together with the schema before and after the statement.
//! What an object looked like is read there.

mod column;
mod constraint;
mod data;
mod enumeration;
mod index;
mod object;
mod opaque;
mod table;

pub use column::{ColumnAction, UsingClause};
pub use constraint::{ConstraintAction, ConstraintBuild};
pub use data::DataAction;
pub use enumeration::{EnumAction, EnumPlace};
pub use index::{IndexAction, IndexBuild};
pub use object::ObjectAction;
pub use opaque::Opaque;
pub use table::TableAction;

use crate::ObjectRef;

/// One thing that a statement did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Effect {
    /// To which object, as named before the statement, or after when it is new.
    pub object: ObjectRef,
    /// What.
    pub action: Action,
}

impl Effect {
    /// Pairs the two.
    pub const fn new(object: ObjectRef, action: Action) -> Self {
        Self { object, action }
    }
}

/// What a statement did to an object.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Action {
    /// To a table itself.
    Table(TableAction),
    /// To a column of an existing table.
    Column(ColumnAction),
    /// To a primary key, unique, check or foreign key of an existing table.
    Constraint(ConstraintAction),
    /// To an index.
    Index(IndexAction),
    /// To an enum.
    Enum(EnumAction),
    /// To a namespace, extension, sequence, view, function or comment; the kind is in [`Effect::object`].
    Object(ObjectAction),
    /// To an object without words here: `CREATE TRIGGER`, `DROP POLICY`, `GRANT`. The statement's first words in
    /// upper case, and whether it narrows or widens who sees what.
    Unmanaged {
        /// `CREATE TRIGGER`
        command: crate::Text,
        /// The kind in PostgreSQL's words: `trigger`.
        kind: crate::Text,
        /// Its name as written.
        name: crate::Text,
    },
    /// To rows.
    Data(DataAction),
    /// To nothing that lasts: `SET`, `BEGIN`, `COMMIT`, `SELECT` without effects.
    Session,
    /// Cannot be known without running it.
    Opaque(Opaque),
}

/// Whether dependents go along.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Behavior {
    /// `RESTRICT`, the default: refuses when something depends on it.
    #[default]
    Restrict,
    /// `CASCADE`: silently drops what depends on it.
    Cascade,
}

/// Whether `IF [NOT] EXISTS` hid a difference.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Guard {
    /// The clause is absent.
    #[default]
    None,
    /// It is there, and the statement did its work.
    Passed,
    /// It is there, and the statement did nothing.
    Skipped,
}
