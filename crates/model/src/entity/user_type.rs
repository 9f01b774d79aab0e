//! Domains and composite types as their author names them.

use icms_sql::Name;

use super::{FieldArity, FieldType};
use crate::{DataType, QualifiedName, Text};

/// A domain.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityDomain {
    /// Its name in the file.
    pub name: Text,
    /// Its type in the database.
    pub database: QualifiedName,
    /// What it is made of.
    pub base: FieldType,
    /// The type at the bottom of it, which its values have for the server: no domain. A list is an array of it.
    pub data_type: DataType,
    /// `///`
    pub docs: Option<Text>,
}

/// A composite type.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EntityComposite {
    /// Its name in the file.
    pub name: Text,
    /// Its type in the database.
    pub database: QualifiedName,
    /// What it holds, in order.
    pub members: Vec<Member>,
    /// `///`
    pub docs: Option<Text>,
}

/// What a composite type holds.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Member {
    /// Its name in the file.
    pub name: Text,
    /// Its name in the database.
    pub column: Name,
    /// Its type in the language.
    pub field_type: FieldType,
    /// Its type in the database; of a single domain what is at the bottom of it.
    pub data_type: DataType,
    /// How many values.
    pub arity: FieldArity,
    /// `///`
    pub docs: Option<Text>,
}
