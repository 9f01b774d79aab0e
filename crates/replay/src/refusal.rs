//! Why a server would refuse a statement, or why nobody can say what it does.

use icms_diagnostic::{Code, Diagnostic, Span};
use icms_model::effect::Opaque;
use icms_model::{ObjectKind, ObjectRef, QualifiedName};
use icms_sql::Name;

use crate::codes;

/// What a statement comes to: nothing, or the reason why it does not work.
pub(crate) type Done<T = ()> = Result<T, Refusal>;

/// Why a statement does not work.
#[derive(Debug, Clone)]
pub(crate) struct Refusal {
    pub reason: Reason,
    pub object: Option<ObjectRef>,
    pub message: String,
}

/// PostgreSQL's error conditions as far as replay tells them apart, and what it cannot tell at all.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Reason {
    UndefinedTable,
    UndefinedColumn,
    UndefinedObject,
    UndefinedFunction,
    UndefinedNamespace,
    DuplicateTable,
    DuplicateColumn,
    DuplicateObject,
    DuplicateNamespace,
    DuplicateFunction,
    Dependents,
    Invalid,
    Opaque(Opaque),
}

impl Reason {
    /// The condition as plpgsql's `EXCEPTION WHEN` names it.
    pub(crate) const fn condition(&self) -> &'static str {
        match self {
            Self::UndefinedTable => "undefined_table",
            Self::UndefinedColumn => "undefined_column",
            Self::UndefinedObject => "undefined_object",
            Self::UndefinedFunction => "undefined_function",
            Self::UndefinedNamespace => "invalid_schema_name",
            Self::DuplicateTable => "duplicate_table",
            Self::DuplicateColumn => "duplicate_column",
            Self::DuplicateObject => "duplicate_object",
            Self::DuplicateNamespace => "duplicate_schema",
            Self::DuplicateFunction => "duplicate_function",
            Self::Dependents => "dependent_objects_still_exist",
            Self::Invalid => "others",
            Self::Opaque(_) => "",
        }
    }

    const fn code(&self) -> Code {
        match self {
            Self::UndefinedTable
            | Self::UndefinedColumn
            | Self::UndefinedObject
            | Self::UndefinedFunction
            | Self::UndefinedNamespace => codes::UNDEFINED,
            Self::DuplicateTable
            | Self::DuplicateColumn
            | Self::DuplicateObject
            | Self::DuplicateNamespace
            | Self::DuplicateFunction => codes::DUPLICATE,
            Self::Dependents => codes::DEPENDENTS,
            Self::Invalid => codes::INVALID,
            Self::Opaque(Opaque::Unparsable) => codes::UNPARSABLE,
            Self::Opaque(_) => codes::OPAQUE,
        }
    }

    /// Whether the statement names something that is not there.
    pub(crate) const fn is_undefined(&self) -> bool {
        matches!(
            self,
            Self::UndefinedTable
                | Self::UndefinedColumn
                | Self::UndefinedObject
                | Self::UndefinedFunction
                | Self::UndefinedNamespace
        )
    }
}

impl Refusal {
    pub(crate) fn new(reason: Reason, object: ObjectRef, message: impl Into<String>) -> Self {
        Self { reason, object: Some(object), message: message.into() }
    }

    pub(crate) fn opaque(opaque: Opaque, message: impl Into<String>) -> Self {
        Self { reason: Reason::Opaque(opaque), object: None, message: message.into() }
    }

    pub(crate) fn invalid(object: ObjectRef, message: impl Into<String>) -> Self {
        Self::new(Reason::Invalid, object, message)
    }

    /// An object in a namespace that is not there.
    pub(crate) fn missing(kind: ObjectKind, name: &QualifiedName) -> Self {
        let reason = match kind {
            ObjectKind::Table | ObjectKind::Index | ObjectKind::Sequence | ObjectKind::View => {
                Reason::UndefinedTable
            }
            ObjectKind::Function => Reason::UndefinedFunction,
            _ => Reason::UndefinedObject,
        };
        Self::new(reason, ObjectRef::qualified(kind, name), format!("{kind} {name} does not exist"))
    }

    /// A member of a table that is not there.
    pub(crate) fn missing_member(kind: ObjectKind, table: &QualifiedName, name: &Name) -> Self {
        let reason =
            if kind == ObjectKind::Column { Reason::UndefinedColumn } else { Reason::UndefinedObject };
        let message = format!("{kind} {name} of table {table} does not exist");
        Self::new(reason, ObjectRef::member(kind, table, name), message)
    }

    /// A relation whose name is taken.
    pub(crate) fn taken(kind: ObjectKind, name: &QualifiedName) -> Self {
        let reason = match kind {
            ObjectKind::Table
            | ObjectKind::Index
            | ObjectKind::Sequence
            | ObjectKind::View
            | ObjectKind::PrimaryKey
            | ObjectKind::Unique => Reason::DuplicateTable,
            ObjectKind::Function => Reason::DuplicateFunction,
            _ => Reason::DuplicateObject,
        };
        Self::new(reason, ObjectRef::qualified(kind, name), format!("{name} exists already"))
    }

    /// Something else needs the object.
    pub(crate) fn needed(object: ObjectRef, dependents: &[String]) -> Self {
        let verb = if dependents.len() == 1 { "depends" } else { "depend" };
        let message = format!("{object} cannot be dropped: {} {verb} on it", dependents.join(", "));
        Self::new(Reason::Dependents, object, message)
    }

    /// As something to tell the author.
    pub(crate) fn diagnostic(&self, span: Span) -> Diagnostic {
        let code = self.reason.code();
        let diagnostic = match self.reason {
            Reason::Opaque(_) => Diagnostic::warning(code, &self.message),
            _ => Diagnostic::error(code, &self.message),
        }
        .at(span);
        match self.help() {
            Some(help) => diagnostic.help(help),
            None => diagnostic,
        }
    }

    const fn help(&self) -> Option<&'static str> {
        match self.reason {
            Reason::Opaque(_) => Some("a scratch PostgreSQL can run it: pass `--verify`"),
            Reason::Dependents => Some("drop what depends on it first"),
            _ => None,
        }
    }
}
