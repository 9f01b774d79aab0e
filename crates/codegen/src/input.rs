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
