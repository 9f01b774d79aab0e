//! Many-to-many: which rows belong together is itself written.

use crate::key::Key;
use crate::link::Through;
use crate::relation::{ManyToMany, Relation};
use crate::statement::Writer;
use crate::{Error, Model, Parameter, Plan, Result, Step};

/// Writes to a table of pairs; the result is the number of pairs that were added or removed.
#[derive(Debug)]
#[must_use = "a plan does nothing until a client runs it"]
pub struct Pairs {
    through: Option<Through>,
    own_cast: &'static str,
    own: Vec<Parameter>,
    others: Vec<Parameter>,
    action: Action,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Action {
    Connect,
    Disconnect,
    Set,
}

impl<M: Model, N: Model, K: Key> Relation<M, N, K, ManyToMany> {
    fn pairs<L: Key>(self, own: K, others: impl IntoIterator<Item = L>, action: Action) -> Pairs {
        Pairs {
            through: self.link.through,
            own_cast: self.link.arrays.first().copied().unwrap_or_default(),
            own: K::arrays(vec![own]),
            others: L::arrays(others.into_iter().collect()),
            action,
        }
    }

    /// The row belongs together with these too.
    pub fn connect<L: Key>(self, own: K, others: impl IntoIterator<Item = L>) -> Pairs {
        self.pairs(own, others, Action::Connect)
    }

    /// The row does not belong together with these any more.
    pub fn disconnect<L: Key>(self, own: K, others: impl IntoIterator<Item = L>) -> Pairs {
        self.pairs(own, others, Action::Disconnect)
    }

    /// The row belongs together with exactly these.
    pub fn set<L: Key>(self, own: K, others: impl IntoIterator<Item = L>) -> Pairs {
        self.pairs(own, others, Action::Set)
    }
}

impl Plan for Pairs {
    type Output = u64;

    fn begin(self) -> Result<Step<u64>> {
        let Some(Through { table, own, other, array }) = self.through else {
            return Err(Error::NotFound);
        };
        let mut out = Writer::default();
        let (own_value, others) = (self.own, self.others);
        let write = |out: &mut Writer, values: Vec<Parameter>, cast: &str| {
            out.joined(values, "", |out, value| out.value(value, cast));
        };
        match self.action {
            Action::Connect => {
                out.text(&format!("INSERT INTO {table} ({own}, {other}) SELECT o, n FROM unnest("));
                write(&mut out, own_value, self.own_cast);
                out.text(") AS o, unnest(");
                write(&mut out, others, array);
                out.text(") AS n ON CONFLICT DO NOTHING");
            }
            Action::Disconnect => {
                out.text(&format!("DELETE FROM {table} WHERE {own} = ANY("));
                write(&mut out, own_value, self.own_cast);
                out.text(&format!(") AND {other} = ANY("));
                write(&mut out, others, array);
                out.text(")");
            }
            Action::Set => {
                out.text("WITH o AS (SELECT * FROM unnest(");
                write(&mut out, own_value, self.own_cast);
                out.text(") AS o(k)), n AS (SELECT * FROM unnest(");
                write(&mut out, others, array);
                out.text(&format!(
                    ") AS n(k)), gone AS (DELETE FROM {table} WHERE {own} IN (SELECT k FROM o) AND {other} NOT \
                     IN (SELECT k FROM n)) INSERT INTO {table} ({own}, {other}) SELECT o.k, n.k FROM o, n ON \
                     CONFLICT DO NOTHING"
                ));
            }
        }
        Ok(Step::count(out.finish(), Ok))
    }
}
