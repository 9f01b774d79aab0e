//! Order of rows.

use std::marker::PhantomData;

use crate::Column;
use crate::condition::Operand;
use crate::statement::Writer;

/// One key of an order.
#[derive(Debug)]
#[must_use = "an order does nothing until a plan takes it"]
pub struct Order<M> {
    by: Operand,
    direction: Direction,
    nulls: Option<Nulls>,
    of: PhantomData<fn() -> M>,
}

impl<M> Order<M> {
    pub(crate) const fn new(by: Operand, direction: Direction) -> Self {
        Self { by, direction, nulls: None, of: PhantomData }
    }

    /// Rows without a value first.
    pub fn nulls_first(self) -> Self {
        Self { nulls: Some(Nulls::First), ..self }
    }

    /// Rows without a value last.
    pub fn nulls_last(self) -> Self {
        Self { nulls: Some(Nulls::Last), ..self }
    }

    pub(crate) fn write(self, out: &mut Writer) {
        self.by.write(out);
        out.text(self.direction.words());
        out.text(self.nulls.map_or("", Nulls::words));
    }
}

/// Which way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Direction {
    Ascending,
    Descending,
}

impl Direction {
    const fn words(self) -> &'static str {
        match self {
            Self::Ascending => " ASC",
            Self::Descending => " DESC",
        }
    }

    /// The operator for values that come later.
    pub(crate) const fn behind(self) -> &'static str {
        match self {
            Self::Ascending => " > ",
            Self::Descending => " < ",
        }
    }

    /// The same, or the value itself.
    pub(crate) const fn behind_or_same(self) -> &'static str {
        match self {
            Self::Ascending => " >= ",
            Self::Descending => " <= ",
        }
    }

    const fn reversed(self) -> Self {
        match self {
            Self::Ascending => Self::Descending,
            Self::Descending => Self::Ascending,
        }
    }

    /// Where PostgreSQL puts rows without a value unless it is told.
    const fn nulls(self) -> Nulls {
        match self {
            Self::Ascending => Nulls::Last,
            Self::Descending => Nulls::First,
        }
    }
}

/// Where rows without a value are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Nulls {
    First,
    Last,
}

impl Nulls {
    const fn words(self) -> &'static str {
        match self {
            Self::First => " NULLS FIRST",
            Self::Last => " NULLS LAST",
        }
    }

    const fn reversed(self) -> Self {
        match self {
            Self::First => Self::Last,
            Self::Last => Self::First,
        }
    }
}

/// A column as one key of an order, and of a page ([`crate::Find::after`]).
#[derive(Debug)]
#[must_use = "an order does nothing until a plan takes it"]
pub struct ColumnOrder<M, T> {
    pub(crate) column: Column<M, T>,
    pub(crate) direction: Direction,
    nulls: Option<Nulls>,
}

impl<M, T> Clone for ColumnOrder<M, T> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<M, T> Copy for ColumnOrder<M, T> {}

impl<M, T> ColumnOrder<M, T> {
    pub(crate) const fn new(column: Column<M, T>, direction: Direction) -> Self {
        Self { column, direction, nulls: None }
    }

    /// Rows without a value first.
    pub const fn nulls_first(self) -> Self {
        Self { nulls: Some(Nulls::First), ..self }
    }

    /// Rows without a value last.
    pub const fn nulls_last(self) -> Self {
        Self { nulls: Some(Nulls::Last), ..self }
    }

    pub(crate) fn reversed(self) -> Self {
        Self { direction: self.direction.reversed(), nulls: self.nulls.map(Nulls::reversed), ..self }
    }

    /// Where rows without a value are.
    pub(crate) fn nulls(&self) -> Nulls {
        self.nulls.unwrap_or(self.direction.nulls())
    }
}

/// Smallest first.
impl<M, T> From<Column<M, T>> for Order<M> {
    fn from(column: Column<M, T>) -> Self {
        column.asc().into()
    }
}

impl<M, T> From<ColumnOrder<M, T>> for Order<M> {
    fn from(by: ColumnOrder<M, T>) -> Self {
        Self { nulls: by.nulls, ..Self::new(Operand::Column(by.column.name()), by.direction) }
    }
}
