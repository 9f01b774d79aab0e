//! What a server says about a statement before it runs: the types of its parameters and of its rows.

use icms_sql::Name;

use crate::{DataType, QualifiedName, Text};

/// A statement as a server describes it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Description {
    /// Of `$1`, `$2` … in order.
    pub parameters: Vec<ValueType>,
    /// Of the rows that it gives; empty when it gives none.
    pub columns: Vec<ResultColumn>,
}

/// The type of a parameter or column.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ValueType {
    /// The type, that below a domain; without modifiers.
    pub data_type: DataType,
    /// Whether the server means a domain over it.
    pub carrier: Carrier,
}

/// What a value's type is to the server.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Carrier {
    /// The same.
    #[default]
    Own,
    /// This domain over it, or a list of the domain.
    Domain(DataType),
}

/// A column of the rows.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ResultColumn {
    /// Its name; `?column?` where nothing names it.
    pub name: Text,
    /// Its type.
    pub value: ValueType,
    /// The table or view and its column that the values come from unchanged.
    pub origin: Option<(QualifiedName, Name)>,
}
