//! Blocks beyond Prisma: domains, sequences, functions, verbatim SQL, and kinds kept in general form.

use super::{Arity, Attribute, Docs, FieldType, Ident, Property};
use icms_diagnostic::{Span, Spanned};

/// `domain Email = String @db.Citext @check("VALUE ~ '@'")`.
#[derive(Debug, Clone)]
pub struct Domain {
    /// The domain's name.
    pub name: Ident,
    /// What it is made of.
    pub base: FieldType,
    /// `Optional` allows nulls, `Required` is NOT NULL only with `@required`: a domain allows nulls by default.
    pub arity: Arity,
    /// `@db.…`, `@check`, `@default`, `@map`, `@schema`.
    pub attributes: Vec<Attribute>,
    /// From `///`.
    pub docs: Docs,
    /// The whole line.
    pub span: Span,
}

/// `sequence InvoiceNumber { start = 1000 }`.
#[derive(Debug, Clone)]
pub struct Sequence {
    /// The sequence's name.
    pub name: Ident,
    /// `start`, `increment`, `min`, `max`, `cache`, `cycle`, `type`.
    pub properties: Vec<Property>,
    /// `@@map`, `@@schema`.
    pub attributes: Vec<Attribute>,
    /// From `///`.
    pub docs: Docs,
    /// The whole block.
    pub span: Span,
}

/// `function f(args) returns type language plpgsql """body"""`.
#[derive(Debug, Clone)]
pub struct Function {
    /// The function's name.
    pub name: Ident,
    /// Between the parentheses, as written.
    pub arguments: Spanned<String>,
    /// Between `)` and the body, as written: `returns trigger language plpgsql volatile`.
    pub options: Spanned<String>,
    /// Byte-exact.
    pub body: Spanned<String>,
    /// From `///`.
    pub docs: Docs,
    /// The whole block.
    pub span: Span,
}

/// `sql "text search configuration nepali" depends [nepali_dict] """create …"""`.
#[derive(Debug, Clone)]
pub struct Verbatim {
    /// The words that name the object.
    pub name: Ident,
    /// What must exist before it.
    pub depends: Vec<Ident>,
    /// The statement.
    pub sql: Spanned<String>,
    /// From `///`.
    pub docs: Docs,
    /// The whole block.
    pub span: Span,
}

/// The keyword of a block kept in general form.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ObjectWord {
    /// `range`
    Range,
    /// `partition`
    Partition,
    /// `policy`
    Policy,
    /// `trigger`
    Trigger,
    /// `role`
    Role,
}

/// `policy own_rows on Content { for = Select, using = """…""" }` and its like.
#[derive(Debug, Clone)]
pub struct Object {
    /// Which keyword.
    pub word: ObjectWord,
    /// Its name.
    pub name: Ident,
    /// After `on` or `of`.
    pub target: Option<Ident>,
    /// After `=`, for `range PriceRange = Decimal`.
    pub base: Option<FieldType>,
    /// Properties in the braces.
    pub properties: Vec<Property>,
    /// `@@` lines.
    pub attributes: Vec<Attribute>,
    /// From `///`.
    pub docs: Docs,
    /// The whole block.
    pub span: Span,
}
