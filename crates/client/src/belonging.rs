//! One-to-many: which rows belong to a row is written into them.

use std::marker::PhantomData;

use crate::assignment::{Assigned, NewValue};
use crate::key::Key;
use crate::link::Link;
use crate::relation::{Many, Relation};
use crate::statement::Writer;
use crate::{Changed, Condition, Model, Parameter, Plan, Result, Statement, Step};

/// Writes whose rows they are into rows of `N`; the result is the number of rows that belong to it now, or no longer do.
#[derive(Debug)]
#[must_use = "a plan does nothing until a client runs it"]
pub struct Belonging<N> {
    statements: Vec<Statement>,
    of: PhantomData<fn() -> N>,
}

impl<M: Model, N: Model, K: Key> Relation<M, N, K, Many> {
    /// The rows that satisfy this belong to the row from now on: `POSTS.connect(user.id, post::ID.is_in(ids))`.
    pub fn connect(self, own: K, rows: Condition<N>) -> Belonging<N> {
        Belonging::of(vec![taken::<N>(&self.link, own.values(), rows, Vec::new())])
    }

    /// The rows of the row that satisfy this belong to none from now on; their key must take NULL.
    pub fn disconnect(self, own: K, rows: Condition<N>) -> Belonging<N> {
        Belonging::of(vec![released::<N>(&self.link, own.values(), rows, "")])
    }

    /// Exactly the rows that satisfy this belong to the row from now on; the key of the others must take NULL. Rows that
    /// belong to it already are left alone. These are two statements: run it with `atomically`.
    pub fn set(self, own: K, rows: impl Fn() -> Condition<N>) -> Belonging<N> {
        let others = released::<N>(&self.link, own.clone().values(), rows(), " IS NOT TRUE");
        let new = taken::<N>(&self.link, own.clone().values(), rows(), own.values());
        Belonging::of(vec![others, new])
    }
}

/// `UPDATE posts AS t0 SET author_id = $1 WHERE …`, but for those with this key already.
fn taken<N: Model>(
    link: &Link,
    own: Vec<Parameter>,
    rows: Condition<N>,
    already: Vec<Parameter>,
) -> Statement {
    let mut out = head::<N>(link, own.into_iter().map(|value| NewValue::Given(value, "".into())));
    out.text(" WHERE ");
    rows.write(&mut out);
    if !already.is_empty() {
        out.text(" AND NOT (");
        write_key(link, " IS NOT DISTINCT FROM ", already, &mut out);
        out.text(")");
    }
    link.without_deleted(&mut out);
    out.finish()
}

/// `UPDATE posts AS t0 SET author_id = NULL WHERE t0.author_id = $1 AND (…)`
fn released<N: Model>(link: &Link, own: Vec<Parameter>, rows: Condition<N>, test: &str) -> Statement {
    let mut out = head::<N>(link, link.other.iter().map(|_| NewValue::Null));
    out.text(" WHERE ");
    write_key(link, " = ", own, &mut out);
    out.text(" AND (");
    rows.write(&mut out);
    out.text(")");
    out.text(test);
    link.without_deleted(&mut out);
    out.finish()
}

/// `t0.author_id = $1`
fn write_key(link: &Link, operator: &str, key: Vec<Parameter>, out: &mut Writer) {
    out.joined(link.other.iter().zip(key), " AND ", |out, (column, value)| {
        out.column(column);
        out.text(operator);
        out.value(value, "");
    });
}

/// `UPDATE posts AS t0 SET author_id = …`
fn head<N: Model>(link: &Link, keys: impl Iterator<Item = NewValue>) -> Writer {
    let keys = link.other.iter().zip(keys).map(|(column, value)| Assigned { column, value });
    let mut out = Writer::default();
    out.text("UPDATE ");
    out.text(N::TABLE);
    out.alias();
    out.text(" SET ");
    out.joined(Changed::<N>::of(keys.collect()).take_values(), ", ", |out, change| change.write(out));
    out
}

impl<N> Belonging<N> {
    const fn of(statements: Vec<Statement>) -> Self {
        Self { statements, of: PhantomData }
    }
}

impl<N: Model> Plan for Belonging<N> {
    type Output = u64;

    fn begin(self) -> Result<Step<u64>> {
        let mut step = Step::Done(0);
        for statement in self.statements {
            step =
                step.and_then(move |before| Ok(Step::count(statement, move |count| Ok(before + count))))?;
        }
        Ok(step)
    }
}
