//! Relations as constants: for filters, includes, and tables of pairs.

use std::collections::HashMap;
use std::fmt;
use std::marker::PhantomData;

use tokio_postgres::Row;

use crate::condition::{Node, Which};
use crate::find::{Deleted, Parts};
use crate::include::{Include, Loaded};
use crate::key::Key;
use crate::link::{Link, Through};
use crate::statement::Writer;
use crate::{Condition, Error, Model, Order, RelatedCount, Result, Step};

/// How many rows a relation gives.
pub trait Shape: Send + Sync + 'static {
    /// What one row gets.
    type Of<N: Send + 'static>: Send + 'static;

    /// Made of the rows that were found.
    ///
    /// # Errors
    /// None where there must be one.
    fn of<N: Send + 'static>(rows: Vec<N>) -> Result<Self::Of<N>>;
}

/// Any number of rows: a `Vec`.
#[derive(Debug, Clone, Copy)]
pub struct Many;
/// Any number of rows through a table of pairs: a `Vec`.
#[derive(Debug, Clone, Copy)]
pub struct ManyToMany;
/// One row or none: an `Option`.
#[derive(Debug, Clone, Copy)]
pub struct Maybe;
/// Exactly one row.
#[derive(Debug, Clone, Copy)]
pub struct One;

impl Shape for Many {
    type Of<N: Send + 'static> = Vec<N>;

    fn of<N: Send + 'static>(rows: Vec<N>) -> Result<Vec<N>> {
        Ok(rows)
    }
}

impl Shape for ManyToMany {
    type Of<N: Send + 'static> = Vec<N>;

    fn of<N: Send + 'static>(rows: Vec<N>) -> Result<Vec<N>> {
        Ok(rows)
    }
}

impl Shape for Maybe {
    type Of<N: Send + 'static> = Option<N>;

    fn of<N: Send + 'static>(rows: Vec<N>) -> Result<Option<N>> {
        Ok(rows.into_iter().next())
    }
}

impl Shape for One {
    type Of<N: Send + 'static> = N;

    fn of<N: Send + 'static>(rows: Vec<N>) -> Result<N> {
        rows.into_iter().next().ok_or(Error::NotFound)
    }
}

/// A relation from rows of `M` to rows of `N` through a key of type `K`.
pub struct Relation<M, N, K, S> {
    /// How the tables belong together.
    pub link: Link,
    /// The key in a row of this side; none where it is NULL.
    pub own: fn(&M) -> Option<K>,
    /// The key in a row of the other side; for many-to-many it stands in the table of pairs.
    pub other: Option<fn(&N) -> Option<K>>,
    /// How many rows it gives.
    pub shape: PhantomData<fn() -> S>,
}

impl<M, N, K, S> Clone for Relation<M, N, K, S> {
    fn clone(&self) -> Self {
        *self
    }
}
impl<M, N, K, S> Copy for Relation<M, N, K, S> {}

impl<M, N, K, S> fmt::Debug for Relation<M, N, K, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Relation").field("link", &self.link).finish_non_exhaustive()
    }
}

impl<M: Model, N: Model, K: Key, S: Shape> Relation<M, N, K, S> {
    fn related(self, which: Which, condition: Option<Condition<N>>) -> Condition<M> {
        let condition = condition.map(|c| Box::new(c.into_node()));
        Condition::new(Node::Related { which, link: self.link, condition })
    }

    /// At least one related row satisfies this.
    pub fn some(self, condition: Condition<N>) -> Condition<M> {
        self.related(Which::Some, Some(condition))
    }

    /// Every related row satisfies this; also when there is none.
    pub fn every(self, condition: Condition<N>) -> Condition<M> {
        self.related(Which::Every, Some(condition))
    }

    /// No related row satisfies this.
    pub fn none(self, condition: Condition<N>) -> Condition<M> {
        self.related(Which::None, Some(condition))
    }

    /// There is a related row.
    pub fn exists(self) -> Condition<M> {
        self.related(Which::Some, None)
    }

    /// There is no related row.
    pub fn is_absent(self) -> Condition<M> {
        self.related(Which::None, None)
    }

    /// The related row satisfies this: [`Self::some`], for a single one.
    pub fn is(self, condition: Condition<N>) -> Condition<M> {
        self.some(condition)
    }

    /// The related row does not satisfy this, or does not exist.
    pub fn is_not(self, condition: Condition<N>) -> Condition<M> {
        self.none(condition)
    }

    pub(crate) fn query(self) -> RelatedQuery<M, N, K, S, ()> {
        RelatedQuery { relation: self, parts: Parts::default(), inner: () }
    }

    /// Only related rows that satisfy this.
    pub fn filter(self, condition: Condition<N>) -> RelatedQuery<M, N, K, S, ()> {
        self.query().filter(condition)
    }

    /// Related rows in this order.
    pub fn order_by(self, order: impl Into<Order<N>>) -> RelatedQuery<M, N, K, S, ()> {
        self.query().order_by(order)
    }

    /// At most this many related rows for each row.
    pub fn limit(self, rows: i64) -> RelatedQuery<M, N, K, S, ()> {
        self.query().limit(rows)
    }

    /// Related rows without the first ones of each row.
    pub fn offset(self, rows: i64) -> RelatedQuery<M, N, K, S, ()> {
        self.query().offset(rows)
    }

    /// Related rows that count as deleted too.
    pub fn with_deleted(self) -> RelatedQuery<M, N, K, S, ()> {
        self.query().with_deleted()
    }

    /// Related rows with rows related to them.
    pub fn include<I: Include<N>>(self, include: I) -> RelatedQuery<M, N, K, S, I> {
        self.query().include(include)
    }
}

/// A relation to be read, with what its rows must satisfy, and what comes with them.
pub struct RelatedQuery<M, N, K, S, I> {
    pub(crate) relation: Relation<M, N, K, S>,
    pub(crate) parts: Parts<N>,
    inner: I,
}

impl<M, N: Model, K, S, I> RelatedQuery<M, N, K, S, I> {
    /// Only related rows that satisfy this too.
    #[must_use]
    pub fn filter(mut self, condition: Condition<N>) -> Self {
        self.parts.filter(condition);
        self
    }

    /// Related rows in this order.
    #[must_use]
    pub fn order_by(mut self, order: impl Into<Order<N>>) -> Self {
        self.parts.order.push(order.into());
        self
    }

    /// At most this many related rows for each row.
    #[must_use]
    pub const fn limit(mut self, rows: i64) -> Self {
        self.parts.limit = Some(rows);
        self
    }

    /// Without the first ones of each row.
    #[must_use]
    pub const fn offset(mut self, rows: i64) -> Self {
        self.parts.offset = Some(rows);
        self
    }

    /// Related rows that count as deleted too.
    #[must_use]
    pub const fn with_deleted(mut self) -> Self {
        self.parts.deleted = Deleted::With;
        self
    }

    /// Related rows with rows related to them.
    pub fn include<J: Include<N>>(self, include: J) -> RelatedQuery<M, N, K, S, J> {
        RelatedQuery { relation: self.relation, parts: self.parts, inner: include }
    }
}

/// The related rows, by the key of the row that they belong to.
type Found<N, K> = Vec<(Option<K>, N)>;
/// The statement for them, the keys of the rows, and what is nested.
type Started<N, K, I> = (Step<Found<N, K>>, Vec<Option<K>>, I);

impl<M: Model, N: Model, K: Key, S: Shape, I: Send + 'static> RelatedQuery<M, N, K, S, I> {
    /// How often each row's key occurs, and the statement for all of them.
    fn start(mut self, rows: &[M]) -> Started<N, K, I> {
        let keys: Vec<Option<K>> = rows.iter().map(self.relation.own).collect();
        let mut wanted: Vec<K> = Vec::with_capacity(keys.len());
        let mut seen = std::collections::HashSet::with_capacity(keys.len());
        wanted.extend(keys.iter().flatten().filter(|key| seen.insert(*key)).cloned());
        if self.relation.link.deleted_at.is_none() {
            // A row that must be there is there, whatever it counts as.
            self.parts.deleted = Deleted::With;
        }
        if wanted.is_empty() {
            return (Step::Done(Vec::new()), keys, self.inner);
        }
        let other = self.relation.other;
        let (statement, at) = self.statement(wanted);
        let step = Step::each(statement, move |row| read(row, other, at), Ok);
        (step, keys, self.inner)
    }

    /// The statement, and at which column the row begins.
    fn statement(&mut self, keys: Vec<K>) -> (crate::Statement, usize) {
        let link = self.relation.link;
        let parts = std::mem::take(&mut self.parts);
        let mut out = Writer::default();
        let width = link.own.len();
        if parts.limit.is_some() || parts.offset.is_some() {
            per_row(&link, parts, K::arrays(keys), &mut out);
            return (out.finish(), width);
        }
        match link.through {
            Some(through) => {
                out.text("SELECT j.\"~own\", ");
                through_pairs(&link, &through, parts, K::arrays(keys), &mut out);
                (out.finish(), width)
            }
            None => {
                direct(&link, parts, K::arrays(keys), &mut out);
                (out.finish(), if self.relation.other.is_some() { 0 } else { width })
            }
        }
    }
}

/// `SELECT … WHERE author_id = ANY($1)`
fn direct<N: Model>(link: &Link, mut parts: Parts<N>, arrays: Vec<crate::Parameter>, out: &mut Writer) {
    out.text("SELECT ");
    out.text(N::COLUMNS);
    out.text(" FROM ");
    out.text(N::TABLE);
    out.alias();
    out.text(" WHERE ");
    if let ([column], [cast]) = (link.other, link.arrays) {
        out.column(column);
        out.text(" = ANY(");
        out.joined(arrays, "", |out, array| out.value(array, cast));
        out.text(")");
    } else {
        out.text("(");
        out.joined(link.other, ", ", |out, column| out.column(column));
        out.text(") IN (SELECT * FROM unnest(");
        out.joined(arrays.into_iter().zip(link.arrays), ", ", |out, (array, cast)| out.value(array, cast));
        out.text("))");
    }
    rest(&mut parts, out);
}

/// `… FROM tags AS t0 JOIN pairs AS j ON … WHERE j.own = ANY($1)`, behind a list that has begun.
fn through_pairs<N: Model>(
    link: &Link,
    through: &Through,
    mut parts: Parts<N>,
    arrays: Vec<crate::Parameter>,
    out: &mut Writer,
) {
    out.text(N::COLUMNS);
    out.text(" FROM ");
    out.text(N::TABLE);
    out.alias();
    link.join(through, out);
    out.text(" WHERE j.\"~own\" = ANY(");
    out.joined(arrays.into_iter().zip(link.arrays), ", ", |out, (array, cast)| out.value(array, cast));
    out.text(")");
    rest(&mut parts, out);
}

/// Further conditions and the order, behind a first condition.
fn rest<N: Model>(parts: &mut Parts<N>, out: &mut Writer) {
    if let Some(column) = N::DELETED_AT.filter(|_| parts.deleted == Deleted::Without) {
        out.text(" AND ");
        out.column(column);
        out.text(" IS NULL");
    }
    if let Some(condition) = parts.condition.take() {
        out.text(" AND ");
        condition.write(out);
    }
    parts.write_order(out);
}

/// A limit for each row needs a subquery for each key.
fn per_row<N: Model>(link: &Link, parts: Parts<N>, arrays: Vec<crate::Parameter>, out: &mut Writer) {
    let names: Vec<String> = (1..=link.own.len()).map(|at| format!("k{at}")).collect();
    out.text("SELECT p.*, c.* FROM unnest(");
    out.joined(arrays.into_iter().zip(link.arrays), ", ", |out, (array, cast)| out.value(array, cast));
    out.text(&format!(") AS p({}) CROSS JOIN LATERAL (", names.join(", ")));
    let mut parts = parts;
    out.text("SELECT ");
    out.text(N::COLUMNS);
    out.text(" FROM ");
    out.text(N::TABLE);
    out.alias();
    if let Some(through) = &link.through {
        link.join(through, out);
        out.text(" WHERE j.\"~own\" = p.k1");
    } else {
        out.text(" WHERE ");
        out.joined(link.other.iter().zip(&names), " AND ", |out, (column, name)| {
            out.column(column);
            out.text(&format!(" = p.{name}"));
        });
    }
    rest(&mut parts, out);
    parts.write_end(out);
    out.text(") AS c");
}

/// A related row that begins at a column, and the key of the row that it belongs to.
fn read<N: Model, K: Key>(
    row: &Row,
    other: Option<fn(&N) -> Option<K>>,
    at: usize,
) -> Result<(Option<K>, N)> {
    let value = N::read(row, at)?;
    let key = match other.filter(|_| at == 0) {
        Some(key) => key(&value),
        None => Some(K::read(row, 0)?),
    };
    Ok((key, value))
}

/// What each key gets; the last one that needs a value takes it, the others copy.
fn distribute<T: Clone + Send + 'static, K: Key, S: Shape>(
    wanted: Vec<Option<K>>,
    found: impl Iterator<Item = (Option<K>, T)>,
) -> Result<Vec<S::Of<T>>> {
    let mut groups: HashMap<K, (usize, Vec<T>)> = HashMap::with_capacity(wanted.len());
    for key in wanted.iter().flatten() {
        // Most rows are asked for once.
        groups.entry(key.clone()).or_default().0 += 1;
    }
    for (key, value) in found {
        if let Some((_, group)) = key.and_then(|key| groups.get_mut(&key)) {
            group.push(value);
        }
    }
    let mut take = |key: Option<K>| {
        let Some((left, group)) = key.and_then(|key| groups.get_mut(&key)) else { return Vec::new() };
        *left -= 1;
        if *left == 0 { std::mem::take(group) } else { group.clone() }
    };
    wanted.into_iter().map(|key| S::of(take(key))).collect()
}

impl<M: Model, N: Model + Clone, K: Key, S: Shape> Include<M> for Relation<M, N, K, S> {
    type Output = S::Of<N>;

    fn load(self, rows: Vec<M>) -> Loaded<M, Self::Output> {
        self.query().load(rows)
    }
}

impl<M: Model, N: Model + Clone, K: Key, S: Shape> Include<M> for RelatedQuery<M, N, K, S, ()> {
    type Output = S::Of<N>;

    fn load(self, rows: Vec<M>) -> Loaded<M, Self::Output> {
        let (step, wanted, ()) = self.start(&rows);
        step.and_then(move |found| {
            let related = distribute::<N, K, S>(wanted, found.into_iter())?;
            Ok(Step::Done((rows, related)))
        })
    }
}

macro_rules! nested {
    ($([$($generic:tt)*] $include:ty;)*) => { $(
        impl<M, N, K, S, $($generic)*> Include<M> for RelatedQuery<M, N, K, S, $include>
        where
            M: Model,
            N: Model + Clone,
            K: Key,
            S: Shape,
            $include: Include<N>,
            <$include as Include<N>>::Output: Clone,
        {
            type Output = S::Of<crate::With<N, <$include as Include<N>>::Output>>;

            fn load(self, rows: Vec<M>) -> Loaded<M, Self::Output> {
                let (step, wanted, inner) = self.start(&rows);
                step.and_then(move |found| {
                    let (keys, found): (Vec<_>, Vec<_>) = found.into_iter().unzip();
                    inner.attach(found)?.and_then(move |found| {
                        let related = distribute::<_, K, S>(wanted, keys.into_iter().zip(found))?;
                        Ok(Step::Done((rows, related)))
                    })
                })
            }
        }
    )* };
}
nested! {
    [O, L, T] Relation<N, O, L, T>;
    [O, L, T, J] RelatedQuery<N, O, L, T, J>;
    [O, L, T] RelatedCount<N, O, L, T>;
    [A, B] (A, B);
    [A, B, C] (A, B, C);
    [A, B, C, D] (A, B, C, D);
}
