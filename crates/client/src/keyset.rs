//! The condition for rows behind another one in an order.
//!
//! Keys that go the same way are compared as rows, `(a, b) > ($1, $2)`, which an index serves. Where the direction changes,
//! the first keys still say where to begin: `a >= $1 AND (a > $1 OR b < $2)`. NULL compares with nothing, so where it can
//! stand behind a value it has words of its own.

use std::fmt;

use postgres_types::ToSql;

use crate::order::{ColumnOrder, Direction, Nulls};
use crate::statement::Writer;
use crate::{Column, Comparable, Parameter, parameter};

/// Where a row stands by one key of an order.
pub(crate) struct Place<V = Parameter> {
    column: Column<(), ()>,
    direction: Direction,
    behind: Behind<V>,
}

impl fmt::Debug for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:?} {:?}", self.column, self.direction)
    }
}

/// What is behind a value.
enum Behind<V> {
    /// Larger values, or smaller ones.
    Values(V),
    /// These, and then rows without a value.
    ValuesAndNull(V),
    /// There is no value: every value is behind it.
    AnyValue,
    /// There is no value, and nothing behind it.
    Nothing,
}

impl Place {
    pub(crate) fn new<M, T>(order: ColumnOrder<M, T>, value: T) -> Self
    where
        T: Comparable + ToSql + Sync + Send + 'static,
    {
        let behind = match (order.nulls(), value.is_absent()) {
            (Nulls::First, true) => Behind::AnyValue,
            (Nulls::Last, true) => Behind::Nothing,
            (Nulls::Last, false) if T::CAN_BE_ABSENT => Behind::ValuesAndNull(parameter(value)),
            (Nulls::First | Nulls::Last, false) => Behind::Values(parameter(value)),
        };
        Self { column: order.column.erased(), direction: order.direction, behind }
    }

    /// Its value is sent once, however often it is spoken of.
    fn sent(self, out: &mut Writer) -> Place<usize> {
        let behind = match self.behind {
            Behind::Values(value) => Behind::Values(out.parameter(value)),
            Behind::ValuesAndNull(value) => Behind::ValuesAndNull(out.parameter(value)),
            Behind::AnyValue => Behind::AnyValue,
            Behind::Nothing => Behind::Nothing,
        };
        Place { column: self.column, direction: self.direction, behind }
    }
}

/// Rows behind these places, which name the keys of an order from the first to the last.
pub(crate) fn write(places: Vec<Place>, out: &mut Writer) {
    let places: Vec<_> = places.into_iter().map(|place| place.sent(out)).collect();
    behind(&places, out);
}

fn behind(places: &[Place<usize>], out: &mut Writer) {
    let Some((first, rest)) = places.split_first() else { return out.text("FALSE") };
    match first.behind {
        Behind::Values(_) => values(places, first.direction, out),
        Behind::ValuesAndNull(value) => {
            let compared = [(first.column, value)];
            out.text("(");
            compare(&compared, first.direction.behind(), out);
            out.text(" OR ");
            is(first.column, " IS NULL", out);
            if !rest.is_empty() {
                out.text(" OR (");
                compare(&compared, " = ", out);
                out.text(" AND ");
                behind(rest, out);
                out.text(")");
            }
            out.text(")");
        }
        Behind::AnyValue => {
            out.text("(");
            is(first.column, " IS NOT NULL", out);
            if !rest.is_empty() {
                out.text(" OR ");
                behind(rest, out);
            }
            out.text(")");
        }
        Behind::Nothing => {
            out.text("(");
            is(first.column, " IS NULL", out);
            out.text(" AND ");
            behind(rest, out);
            out.text(")");
        }
    }
}

/// Keys that are compared as one, and what comes after them.
fn values(places: &[Place<usize>], direction: Direction, out: &mut Writer) {
    let run: Vec<_> = places.iter().map_while(|place| place.value(direction)).collect();
    let rest = &places[run.len()..];
    if rest.is_empty() {
        return compare(&run, direction.behind(), out);
    }
    out.text("(");
    compare(&run, direction.behind_or_same(), out);
    out.text(" AND (");
    compare(&run, direction.behind(), out);
    out.text(" OR ");
    behind(rest, out);
    out.text("))");
}

impl Place<usize> {
    /// The column and its value, if only values in this direction are behind it.
    fn value(&self, direction: Direction) -> Option<(Column<(), ()>, usize)> {
        match self.behind {
            Behind::Values(value) if self.direction == direction => Some((self.column, value)),
            Behind::Values(_) | Behind::ValuesAndNull(_) | Behind::AnyValue | Behind::Nothing => None,
        }
    }
}

fn is(column: Column<(), ()>, words: &str, out: &mut Writer) {
    out.column(column.name());
    out.text(words);
}

/// `(a, b) > ($1, $2)`
fn compare(run: &[(Column<(), ()>, usize)], operator: &str, out: &mut Writer) {
    let (open, close) = if run.len() == 1 { ("", "") } else { ("(", ")") };
    out.text(open);
    out.joined(run, ", ", |out, (column, _)| column.compared().write(out));
    out.text(close);
    out.text(operator);
    out.text(open);
    out.joined(run, ", ", |out, (column, value)| out.placeholder(*value, &column.cast()));
    out.text(close);
}
