//! The typed tree: what stands in a file, with its places, before any name is resolved.
//!
//! Attributes are kept in one general form ([`Attribute`]); what they mean is decided by `lower`.

mod attribute;
mod config;
mod enumeration;
mod expression;
mod field;
mod model;
mod object;
mod view;

pub use attribute::{Argument, Attribute};
pub use config::{Config, ConfigKind, Property};
pub use enumeration::{Enum, EnumValue};
pub use expression::Expression;
pub use field::{Arity, Field, FieldType};
pub use model::{Composite, Mixin, Model, Spread};
pub use object::{Domain, Function, Object, ObjectWord, Sequence, Verbatim};
pub use view::View;

use crate::Dialect;
use icms_diagnostic::{FileId, Span, Spanned};

/// A name as written, with its place.
pub type Ident = Spanned<String>;

/// Documentation from `///` lines (and a trailing `///`), lines joined with `\n`, without the slashes and
/// the one space after them.
pub type Docs = Option<String>;

/// One file.
#[derive(Debug, Clone)]
pub struct File {
    /// Which file.
    pub id: FileId,
    /// Which rules apply.
    pub dialect: Dialect,
    /// Top-level blocks in order.
    pub blocks: Vec<Block>,
    /// Where something could not be read, in order: each place has its error.
    pub unread: Vec<Span>,
}

/// A top-level block.
#[derive(Debug, Clone)]
pub enum Block {
    /// `datasource db { … }` or `generator client { … }`.
    Config(Config),
    /// `model A { … }`.
    Model(Model),
    /// `view A { … }` or `materialized view A { … }`.
    View(View),
    /// `enum A { … }`.
    Enum(Enum),
    /// `type A { … }`.
    Composite(Composite),
    /// `mixin A { … }`.
    Mixin(Mixin),
    /// `domain A = String @check("…")`.
    Domain(Domain),
    /// `sequence A { … }`.
    Sequence(Sequence),
    /// `function f(…) returns … """…"""`.
    Function(Function),
    /// `sql "name" depends […] """…"""`.
    Verbatim(Verbatim),
    /// A block of a kind that has words but no meaning of its own yet: its properties and body as written.
    Object(Object),
}

impl Block {
    /// The name of the block and where it stands.
    #[must_use]
    pub const fn name(&self) -> &Ident {
        match self {
            Self::Config(b) => &b.name,
            Self::Model(b) => &b.name,
            Self::View(b) => &b.name,
            Self::Enum(b) => &b.name,
            Self::Composite(b) => &b.name,
            Self::Mixin(b) => &b.name,
            Self::Domain(b) => &b.name,
            Self::Sequence(b) => &b.name,
            Self::Function(b) => &b.name,
            Self::Verbatim(b) => &b.name,
            Self::Object(b) => &b.name,
        }
    }

    /// The whole block, from its first keyword to its last character.
    #[must_use]
    pub const fn span(&self) -> Span {
        match self {
            Self::Config(b) => b.span,
            Self::Model(b) => b.span,
            Self::View(b) => b.span,
            Self::Enum(b) => b.span,
            Self::Composite(b) => b.span,
            Self::Mixin(b) => b.span,
            Self::Domain(b) => b.span,
            Self::Sequence(b) => b.span,
            Self::Function(b) => b.span,
            Self::Verbatim(b) => b.span,
            Self::Object(b) => b.span,
        }
    }
}
