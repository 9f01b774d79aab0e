//! What an expression cannot say by itself: the types of the columns it reads and of the place it stands in.

use std::borrow::Cow;

use super::Qualified;
use crate::Name;

/// What is known of a type by its name.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum TypeKind {
    /// One of PostgreSQL's own, or one that nothing is known of.
    Base,
    /// An enumeration.
    Enumeration,
    /// A domain over this type.
    Domain(String),
    /// A row type.
    Composite,
}

/// The types of a function's arguments and of its result, as texts.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FunctionTypes {
    /// Of the input arguments in order.
    pub arguments: Vec<String>,
    /// Of the result.
    pub result: String,
}

/// The surroundings of an expression. Types are texts as `format_type` prints them or as people write them:
/// `character varying(10)`, `varchar(10)`, `text[]`, `public."Mood"`. Every answer may be "unknown": then fewer
/// expressions are found equal, never more.
pub trait Context {
    /// The type of a column. `relation` is the table or view it belongs to when the text tells (aliases resolved, the
    /// schema only if written); none means the table that the expression itself belongs to.
    fn column_type(&self, relation: Option<&Qualified>, column: &str) -> Option<Cow<'_, str>> {
        let _ = (relation, column);
        None
    }

    /// The columns of a relation in order, to expand `*` and to find whose an unqualified column is.
    fn columns(&self, relation: &Qualified) -> Option<Vec<Name>> {
        let _ = relation;
        None
    }

    /// The type that the place wants: that of the column whose default or generated value this is, `boolean` for a
    /// check, a predicate or a policy; unknown for index columns.
    fn expected_type(&self) -> Option<Cow<'_, str>> {
        None
    }

    /// What kind of type this name is.
    fn type_kind(&self, schema: Option<&str>, name: &str) -> TypeKind {
        let _ = (schema, name);
        TypeKind::Base
    }

    /// What a function of the schema takes and returns, when there is just one of this name.
    fn function(&self, schema: Option<&str>, name: &str) -> Option<FunctionTypes> {
        let _ = (schema, name);
        None
    }

    /// The namespace that unqualified names of types, functions and relations mean.
    fn default_namespace(&self) -> &str {
        "public"
    }
}

/// Surroundings of which nothing is known.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoContext;

impl Context for NoContext {}

/// The surroundings of a default, a generated value, a check or a predicate: the type of the place alone.
#[derive(Debug, Clone, Copy)]
pub struct Expected<'t>(pub &'t str);

impl Context for Expected<'_> {
    fn expected_type(&self) -> Option<Cow<'_, str>> {
        Some(Cow::Borrowed(self.0))
    }
}
