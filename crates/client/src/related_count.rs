//! How many related rows there are, together with each row.

use std::collections::HashMap;
use std::fmt;

use tokio_postgres::Row;

use crate::find::{Deleted, Parts};
use crate::include::{Include, Loaded};
use crate::key::Key;
use crate::link::Link;
use crate::relation::{RelatedQuery, Relation, Shape};
use crate::statement::{Statement, Writer};
use crate::{Model, Parameter, Result, Step};

/// How many rows of a relation belong to each row, for `include`: `POSTS.count()`, `POSTS.filter(…).count()`.
#[must_use = "a count does nothing until a plan takes it"]
pub struct RelatedCount<M, N, K, S> {
    query: RelatedQuery<M, N, K, S, ()>,
}

impl<M, N, K, S> fmt::Debug for RelatedCount<M, N, K, S> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RelatedCount").field("relation", &self.query.relation).finish_non_exhaustive()
    }
}

impl<M: Model, N: Model, K: Key, S: Shape> Relation<M, N, K, S> {
    /// How many rows there are, in place of the rows.
    pub fn count(self) -> RelatedCount<M, N, K, S> {
        self.query().count()
    }
}

impl<M, N: Model, K, S> RelatedQuery<M, N, K, S, ()> {
    /// How many of these rows there are, in place of the rows.
    pub const fn count(self) -> RelatedCount<M, N, K, S> {
        RelatedCount { query: self }
    }
}

impl<M: Model, N: Model, K: Key, S: Shape> Include<M> for RelatedCount<M, N, K, S> {
    type Output = i64;

    fn load(self, rows: Vec<M>) -> Loaded<M, i64> {
        let RelatedQuery { relation, parts, .. } = self.query;
        let keys: Vec<Option<K>> = rows.iter().map(relation.own).collect();
        let mut seen = std::collections::HashSet::with_capacity(keys.len());
        let wanted: Vec<K> = keys.iter().flatten().filter(|key| seen.insert(*key)).cloned().collect();
        if wanted.is_empty() {
            let none = vec![0; rows.len()];
            return Ok(Step::Done((rows, none)));
        }
        let mut link = relation.link;
        if parts.deleted == Deleted::With {
            link.deleted_at = None;
        }
        let statement = statement(&link, parts, K::arrays(wanted));
        let width = link.own.len();
        let step = Step::rows(statement, move |found| counts::<K>(&found, width));
        step.and_then(move |counts| {
            let of = |key: Option<K>| key.and_then(|key| counts.get(&key).copied()).unwrap_or(0);
            let related = keys.into_iter().map(of).collect();
            Ok(Step::Done((rows, related)))
        })
    }
}

fn counts<K: Key>(rows: &[Row], width: usize) -> Result<HashMap<K, i64>> {
    rows.iter().map(|row| Ok((K::read(row, 0)?, row.try_get(width)?))).collect()
}

/// `SELECT p.*, (SELECT count(*) FROM posts AS t1 WHERE t1.author_id = t0.k1) FROM unnest($1) AS t0(k1)`
fn statement<N: Model>(link: &Link, mut parts: Parts<N>, arrays: Vec<Parameter>) -> Statement {
    let mut out = Writer::default();
    out.text("SELECT t0.*, (SELECT count(*)");
    let some = parts.limit.is_some() || parts.offset.is_some();
    out.text(if some { " FROM (SELECT 1" } else { "" });
    out.inside(|out| {
        // The keys have the names of this side's columns.
        link.write_related(out);
        if let Some(condition) = parts.condition.take() {
            out.text(" AND ");
            condition.write(out);
        }
        parts.write_end(out);
    });
    out.text(if some { ") AS c" } else { "" });
    out.text(") FROM unnest(");
    out.joined(arrays.into_iter().zip(link.arrays), ", ", |out, (array, cast)| out.value(array, cast));
    out.text(") AS t0(");
    out.joined(link.own, ", ", |out, own| out.text(own));
    out.text(")");
    out.finish()
}
