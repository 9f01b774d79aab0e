//! Differences between two schemas: what changes, without SQL and without judgement.
//!
//! A change carries ids into both schemas. What exactly differs is read there, so the inverse of a change is
//! the same change with its sides swapped.

mod alteration;
mod comment;

pub use alteration::{
    ColumnAlteration, EnumAlteration, EnumOrder, ExtensionAlteration, ForeignKeyAlteration, IndexAlteration,
    NoAlteration, SequenceAlteration, TableAlteration, ViewAlteration,
};
pub use comment::CommentChange;

use crate::{
    Check, Column, EnumId, ExtensionId, ForeignKey, FunctionId, Id, InSchema, Index, Member, MemberId,
    NamespaceId, ObjectKind, ObjectRef, Pair, PrimaryKey, Schema, SequenceId, TableId, Unique, ViewId,
};

/// What happens to one object. `I` is its id, `A` says what of it is altered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum ObjectChange<I, A> {
    /// It is new; the id is of the after side.
    Create(I),
    /// It goes; the id is of the before side.
    Drop(I),
    /// It keeps its identity and gets another name or namespace.
    Rename(Pair<I>),
    /// It keeps name and identity, something of it differs.
    Alter(Pair<I>, A),
}

impl<I, A: Invert> ObjectChange<I, A> {
    /// The change that undoes this one.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::Create(id) => Self::Drop(id),
            Self::Drop(id) => Self::Create(id),
            Self::Rename(pair) => Self::Rename(pair.swap()),
            Self::Alter(pair, what) => Self::Alter(pair.swap(), what.inverse()),
        }
    }

    /// The id on the side where the object is named: after, or before for a drop.
    pub const fn subject(&self) -> (&I, Side) {
        match self {
            Self::Create(id) => (id, Side::After),
            Self::Drop(id) => (id, Side::Before),
            Self::Rename(pair) | Self::Alter(pair, _) => (&pair.after, Side::After),
        }
    }

    /// Which of the four it is.
    pub const fn verb(&self) -> Verb {
        match self {
            Self::Create(_) => Verb::Create,
            Self::Drop(_) => Verb::Drop,
            Self::Rename(_) => Verb::Rename,
            Self::Alter(..) => Verb::Alter,
        }
    }
}

/// Which schema of a pair.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The one we come from.
    Before,
    /// The one we go to.
    After,
}

/// What a change does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Verb {
    /// `create`
    Create,
    /// `drop`
    Drop,
    /// `rename`
    Rename,
    /// `alter`
    Alter,
}

impl Verb {
    /// The word for it in output.
    #[must_use]
    pub const fn word(self) -> &'static str {
        match self {
            Self::Create => "create",
            Self::Drop => "drop",
            Self::Rename => "rename",
            Self::Alter => "alter",
        }
    }
}

/// What an alteration is seen from the other side.
pub trait Invert {
    /// The alteration that undoes this one.
    #[must_use]
    fn inverse(self) -> Self;
}

/// Change of a namespace.
pub type NamespaceChange = ObjectChange<NamespaceId, NoAlteration>;
/// Change of an extension.
pub type ExtensionChange = ObjectChange<ExtensionId, ExtensionAlteration>;
/// Change of an enum.
pub type EnumChange = ObjectChange<EnumId, EnumAlteration>;
/// Change of a sequence.
pub type SequenceChange = ObjectChange<SequenceId, Vec<SequenceAlteration>>;
/// Change of a table itself. Creating or dropping it takes columns, key, uniques and checks along;
/// its indexes and foreign keys are changes of their own.
pub type TableChange = ObjectChange<TableId, Vec<TableAlteration>>;
/// Change of a column. Created with the table: no change of its own.
pub type ColumnChange = ObjectChange<MemberId<Column>, Vec<ColumnAlteration>>;
/// Change of a primary key.
pub type PrimaryKeyChange = ObjectChange<MemberId<PrimaryKey>, NoAlteration>;
/// Change of a unique constraint.
pub type UniqueChange = ObjectChange<MemberId<Unique>, NoAlteration>;
/// Change of a check.
pub type CheckChange = ObjectChange<MemberId<Check>, NoAlteration>;
/// Change of an index.
pub type IndexChange = ObjectChange<MemberId<Index>, Vec<IndexAlteration>>;
/// Change of a foreign key.
pub type ForeignKeyChange = ObjectChange<MemberId<ForeignKey>, Vec<ForeignKeyAlteration>>;
/// Change of a function.
pub type FunctionChange = ObjectChange<FunctionId, NoAlteration>;
/// Change of a view.
pub type ViewChange = ObjectChange<ViewId, Vec<ViewAlteration>>;

/// One difference between two schemas.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Change {
    /// Of a namespace.
    Namespace(NamespaceChange),
    /// Of an extension.
    Extension(ExtensionChange),
    /// Of an enum.
    Enum(EnumChange),
    /// Of a sequence.
    Sequence(SequenceChange),
    /// Of a table.
    Table(TableChange),
    /// Of a column.
    Column(ColumnChange),
    /// Of a primary key. One that differs is dropped and created.
    PrimaryKey(PrimaryKeyChange),
    /// Of a unique constraint. One that differs is dropped and created. Where one side is Prisma's, a rename may name
    /// an index of the other side: there, both are one thing.
    Unique(UniqueChange),
    /// Of a check. One that differs is dropped and created; altered is one that differs in that its rows are now
    /// validated, and in nothing else.
    Check(CheckChange),
    /// Of an index. One that differs in more than its options is dropped and created.
    Index(IndexChange),
    /// Of a foreign key. One that differs in more than deferrability or validation is dropped and created.
    ForeignKey(ForeignKeyChange),
    /// Of a function.
    Function(FunctionChange),
    /// Of a view.
    View(ViewChange),
    /// Of the comment on an object.
    Comment(CommentChange),
}

impl Change {
    /// The change that undoes this one.
    #[must_use]
    pub fn inverse(self) -> Self {
        match self {
            Self::Namespace(c) => Self::Namespace(c.inverse()),
            Self::Extension(c) => Self::Extension(c.inverse()),
            Self::Enum(c) => Self::Enum(c.inverse()),
            Self::Sequence(c) => Self::Sequence(c.inverse()),
            Self::Table(c) => Self::Table(c.inverse()),
            Self::Column(c) => Self::Column(c.inverse()),
            Self::PrimaryKey(c) => Self::PrimaryKey(c.inverse()),
            Self::Unique(c) => Self::Unique(c.inverse()),
            Self::Check(c) => Self::Check(c.inverse()),
            Self::Index(c) => Self::Index(c.inverse()),
            Self::ForeignKey(c) => Self::ForeignKey(c.inverse()),
            Self::Function(c) => Self::Function(c.inverse()),
            Self::View(c) => Self::View(c.inverse()),
            Self::Comment(c) => Self::Comment(c.inverse()),
        }
    }

    /// The kind of object that changes.
    #[must_use]
    pub const fn kind(&self) -> ObjectKind {
        match self {
            Self::Namespace(_) => ObjectKind::Namespace,
            Self::Extension(_) => ObjectKind::Extension,
            Self::Enum(_) => ObjectKind::Enum,
            Self::Sequence(_) => ObjectKind::Sequence,
            Self::Table(_) => ObjectKind::Table,
            Self::Column(_) => ObjectKind::Column,
            Self::PrimaryKey(_) => ObjectKind::PrimaryKey,
            Self::Unique(_) => ObjectKind::Unique,
            Self::Check(_) => ObjectKind::Check,
            Self::Index(_) => ObjectKind::Index,
            Self::ForeignKey(_) => ObjectKind::ForeignKey,
            Self::Function(_) => ObjectKind::Function,
            Self::View(_) => ObjectKind::View,
            Self::Comment(_) => ObjectKind::Comment,
        }
    }

    /// Whether something is created, dropped, renamed or altered.
    #[must_use]
    pub const fn verb(&self) -> Verb {
        match self {
            Self::Namespace(c) => c.verb(),
            Self::Extension(c) => c.verb(),
            Self::Enum(c) => c.verb(),
            Self::Sequence(c) => c.verb(),
            Self::Table(c) => c.verb(),
            Self::Column(c) => c.verb(),
            Self::PrimaryKey(c) => c.verb(),
            Self::Unique(c) => c.verb(),
            Self::Check(c) => c.verb(),
            Self::Index(c) => c.verb(),
            Self::ForeignKey(c) => c.verb(),
            Self::Function(c) => c.verb(),
            Self::View(c) => c.verb(),
            Self::Comment(c) => c.verb(),
        }
    }

    /// The path of the object: as it is named after, or before when it is dropped.
    #[must_use]
    pub fn object(&self, schemas: Pair<&Schema>) -> ObjectRef {
        match self {
            Self::Namespace(c) => top(c, schemas),
            Self::Extension(c) => top(c, schemas),
            Self::Enum(c) => top(c, schemas),
            Self::Sequence(c) => top(c, schemas),
            Self::Table(c) => top(c, schemas),
            Self::Function(c) => top(c, schemas),
            Self::View(c) => top(c, schemas),
            Self::Column(c) => member(c, schemas),
            Self::PrimaryKey(c) => member(c, schemas),
            Self::Unique(c) => member(c, schemas),
            Self::Check(c) => member(c, schemas),
            Self::Index(c) => member(c, schemas),
            Self::ForeignKey(c) => member(c, schemas),
            Self::Comment(c) => c.object.clone(),
        }
    }
}

fn top<T: InSchema, A: Invert>(change: &ObjectChange<Id<T>, A>, schemas: Pair<&Schema>) -> ObjectRef {
    let (id, side) = change.subject();
    T::arena(side.of(schemas))[*id].path()
}

fn member<M: Member, A: Invert>(change: &ObjectChange<MemberId<M>, A>, schemas: Pair<&Schema>) -> ObjectRef {
    let (id, side) = change.subject();
    ObjectRef::member(M::KIND, &side.of(schemas).tables[id.table].name, &id.name)
}

impl Side {
    /// The schema of this side.
    #[must_use]
    pub const fn of(self, schemas: Pair<&Schema>) -> &Schema {
        match self {
            Self::Before => schemas.before,
            Self::After => schemas.after,
        }
    }
}
