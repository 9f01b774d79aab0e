//! What a client is made from.

use icms_diagnostic::Span;
use icms_model::entity::EntityGraph;
use icms_model::{ObjectRef, Schema};

use crate::query::Described;

/// What a client is made from.
#[derive(Clone, Copy)]
pub struct Input<'i> {
    /// Models and their relations.
    pub graph: &'i EntityGraph,
    /// What is in the database: names of constraints.
    pub schema: &'i Schema,
    /// Where an object was written.
    pub place: &'i dyn Fn(&ObjectRef) -> Option<Span>,
    /// Queries of one's own, in the order of their functions.
    pub queries: &'i [Described],
    /// What a project decides.
    pub options: Options,
}

/// What a project decides about its client.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Options {
    /// What becomes of enum values that the schema does not list.
    pub unknown_values: UnknownValues,
    /// The crate that dates and times come from.
    pub time: TimeCrate,
}

/// The crate that dates and times come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum TimeCrate {
    /// `chrono`
    #[default]
    Chrono,
    /// `jiff`
    Jiff,
    /// `time`
    Time,
}

impl TimeCrate {
    /// Every one there is.
    pub const ALL: [Self; 3] = [Self::Chrono, Self::Jiff, Self::Time];

    /// Its name, which is that of the feature of `icms-client`.
    #[must_use]
    pub const fn name(self) -> &'static str {
        match self {
            Self::Chrono => "chrono",
            Self::Jiff => "jiff",
            Self::Time => "time",
        }
    }

    /// Where its types are.
    #[must_use]
    pub const fn home(self) -> &'static str {
        match self {
            Self::Chrono => "icms_client::types::chrono",
            Self::Jiff => "icms_client::types::jiff",
            Self::Time => "icms_client::types::time",
        }
    }
}

/// What becomes of enum values that the schema does not list.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum UnknownValues {
    /// They cannot be read: a new value is noticed.
    #[default]
    Refuse,
    /// They are kept in a variant `Other`: an old client can read what a new one wrote.
    Keep,
}
