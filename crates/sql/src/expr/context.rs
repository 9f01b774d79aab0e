//! What an expression cannot say by itself: the types of the columns it reads and of the place it stands in.

use std::borrow::Cow;

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

/// The surroundings of an expression. Types are texts as `format_type` prints them or as people write them:
/// `character varying(10)`, `varchar(10)`, `text[]`, `public."Mood"`. Every answer may be "unknown": then fewer
/// expressions are found equal, never more.
pub trait Context {
    /// The type of a column; `qualifier` is what stands before the dot, if anything.
    fn column_type(&self, qualifier: Option<&str>, column: &str) -> Option<Cow<'_, str>> {
        let _ = (qualifier, column);
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
