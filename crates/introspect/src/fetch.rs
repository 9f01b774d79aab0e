//! Asking the server: every query once, in one moment, on one connection or two.

use std::collections::BTreeMap;

use icms_connect::{DatabaseError, Purpose, Session, Snapshot, SnapshotId, Url};
use postgres::Row;
use postgres::fallible_iterator::FallibleIterator;
use postgres::types::{ToSql, Type};

use crate::cells::Read;
use crate::query::Query;
use crate::unmanaged;

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

/// Whether rows are wanted, or only the time they take.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// They are.
    Rows,
    /// They are counted and dropped as they come.
    Nothing,
}

/// One connection's view of the moment.
pub struct Reader<'t, 's> {
    snapshot: &'t mut Snapshot<'s>,
    major: u32,
    keep: Keep,
}

impl<'t, 's> Reader<'t, 's> {
    /// Prepares a snapshot: names come out qualified, and nothing is compiled for queries that run once.
    pub fn new(snapshot: &'t mut Snapshot<'s>, major: u32, keep: Keep) -> Read<Self> {
        snapshot.transaction().batch_execute("SET LOCAL search_path = ''; SET LOCAL jit = off")?;
        Ok(Self { snapshot, major, keep })
    }

    /// Rows of any SQL, in one round trip.
    pub fn rows(&mut self, sql: &str, parameters: &[(&(dyn ToSql + Sync), Type)]) -> Read<Vec<Row>> {
        Ok(self.snapshot.transaction().query_typed(sql, parameters)?)
    }

    fn run(&mut self, query: Query, namespaces: &Vec<u32>) -> Read<Vec<Row>> {
        let sql = query.sql(self.major);
        let parameter: [(&(dyn ToSql + Sync), Type); 1] = [(namespaces, Type::OID_ARRAY)];
        let parameters = if query.by_namespace() { &parameter[..] } else { &[] };
        if query == Query::Unmanaged {
            return self.unmanaged(&sql, &parameter);
        }
        match self.keep {
            // how many tables there are decides how many connections ask
            Keep::Nothing if query != Query::Table => self.drain(&sql, parameters),
            Keep::Nothing | Keep::Rows => self.rows(&sql, parameters),
        }
    }

    fn unmanaged(&mut self, conditions: &str, namespaces: &[(&(dyn ToSql + Sync), Type)]) -> Read<Vec<Row>> {
        let found = self.rows(conditions, &[])?;
        let parts: Vec<i32> = found.iter().map(|row| row.try_get(0)).collect::<Result<_, _>>()?;
        match unmanaged::sql(&parts, self.major) {
            Some(sql) => self.rows(&sql, namespaces),
            None => Ok(Vec::new()),
        }
    }

    fn drain(&mut self, sql: &str, parameters: &[(&(dyn ToSql + Sync), Type)]) -> Read<Vec<Row>> {
        let parameters = parameters.iter().map(|(value, of)| (*value, of.clone()));
        let mut rows = self.snapshot.transaction().query_typed_raw(sql, parameters)?;
        while rows.next()?.is_some() {}
        Ok(Vec::new())
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
            rows.rows.append(&mut self.all(first, namespaces)?.rows);
            None
        } else {
            let id = self.snapshot.export()?;
            let (major, keep) = (self.major, self.keep);
            std::thread::scope(|scope| {
                let other = scope.spawn(move || beside(url, &id, major, keep, namespaces));
                rows.rows.append(&mut self.all(first, namespaces)?.rows);
                Ok::<_, DatabaseError>(other.join().ok().flatten())
            })?
        };
        let mut others = beside.map_or_else(|| self.all(second, namespaces), Ok)?;
        rows.rows.append(&mut others.rows);
        Ok(rows)
    }
}

/// The second half on a connection of its own. None when there is none to be had: the first then asks that too.
fn beside(url: &Url, id: &SnapshotId, major: u32, keep: Keep, namespaces: &Vec<u32>) -> Option<Rows> {
    let mut session = Session::open(url, Purpose::Read).ok()?;
    let mut snapshot = session.join(id).ok()?;
    let [_, second] = Query::LANES;
    Reader::new(&mut snapshot, major, keep).ok()?.all(second, namespaces).ok()
}
