//! Asking the server: every query once, in one moment, on one connection or two.

use std::collections::BTreeMap;

use icms_connect::{DatabaseError, Purpose, Session, Snapshot, SnapshotId, Url};
use postgres::Row;
use postgres::types::{ToSql, Type};

use crate::cells::Read;
use crate::query::Query;

/// From how many tables on a second connection pays for itself.
const TWO_CONNECTIONS: usize = 500;

/// The rows of every query.
#[derive(Default)]
pub struct Rows {
    rows: BTreeMap<Query, Vec<Row>>,
}

impl Rows {
    /// The rows of one query.
    pub fn of(&self, query: Query) -> &[Row] {
        self.rows.get(&query).map_or(&[], Vec::as_slice)
    }
}

/// One connection's view of the moment.
pub struct Reader<'t, 's> {
    snapshot: &'t mut Snapshot<'s>,
    major: u32,
}

impl<'t, 's> Reader<'t, 's> {
    /// Prepares a snapshot: names come out qualified, and nothing is compiled for queries that run once.
    pub fn new(snapshot: &'t mut Snapshot<'s>, major: u32) -> Read<Self> {
        snapshot.transaction().batch_execute("SET LOCAL search_path = ''; SET LOCAL jit = off")?;
        Ok(Self { snapshot, major })
    }

    /// Rows of any SQL, in one round trip.
    pub fn rows(&mut self, sql: &str, parameters: &[(&(dyn ToSql + Sync), Type)]) -> Read<Vec<Row>> {
        Ok(self.snapshot.transaction().query_typed(sql, parameters)?)
    }

    fn run(&mut self, query: Query, namespaces: &Vec<u32>) -> Read<Vec<Row>> {
        let sql = query.sql(self.major);
        if query.by_namespace() {
            self.rows(&sql, &[(namespaces, Type::OID_ARRAY)])
        } else {
            self.rows(&sql, &[])
        }
    }

    fn all(&mut self, queries: &[Query], namespaces: &Vec<u32>) -> Read<Rows> {
        let run = |&query: &Query| Ok((query, self.run(query, namespaces)?));
        Ok(Rows { rows: queries.iter().map(run).collect::<Read<_>>()? })
    }

    /// Every query. A second connection is taken for many tables, when the server lets us have one.
    pub fn fetch(&mut self, url: &Url, namespaces: &Vec<u32>) -> Read<Rows> {
        let mut rows = self.all(&[Query::Table], namespaces)?;
        let [first, second] = Query::LANES;
        let beside = if rows.of(Query::Table).len() < TWO_CONNECTIONS {
            None
        } else {
            let id = self.snapshot.export()?;
            std::thread::scope(|scope| {
                let major = self.major;
                let other = scope.spawn(move || beside(url, &id, major, second, namespaces));
                rows.rows.append(&mut self.all(first, namespaces)?.rows);
                Ok::<_, DatabaseError>(other.join().ok().flatten())
            })?
        };
        match beside {
            Some(mut other) => rows.rows.append(&mut other.rows),
            None => {
                for lane in [first, second] {
                    let missing: Vec<Query> =
                        lane.iter().copied().filter(|query| !rows.rows.contains_key(query)).collect();
                    rows.rows.append(&mut self.all(&missing, namespaces)?.rows);
                }
            }
        }
        Ok(rows)
    }
}

/// The second connection. None when there is none to be had: the first then does it all.
fn beside(url: &Url, id: &SnapshotId, major: u32, queries: &[Query], namespaces: &Vec<u32>) -> Option<Rows> {
    let mut session = Session::open(url, Purpose::Read).ok()?;
    let mut snapshot = session.join(id).ok()?;
    Reader::new(&mut snapshot, major).ok()?.all(queries, namespaces).ok()
}
