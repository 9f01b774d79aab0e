//! A plan, statement by statement.

use std::io::Write as _;

use postgres::fallible_iterator::FallibleIterator as _;
use postgres::{GenericClient, Row, Statement as Prepared};
use postgres_types::ToSql;

use crate::cache::Cache;
use crate::copy::CopyIn;
use crate::error::is_stale_plan;
use crate::stream::Rows;
use crate::trace::Span;
use crate::{Error, Result, Statement, Step};

/// What to do when a prepared statement does not fit the database any more.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Stale {
    /// Prepare it again, once.
    Again,
    /// Give up: the transaction is lost anyway.
    GiveUp,
}

/// Runs what is left of a plan.
pub(super) fn drive<T>(
    client: &mut impl GenericClient,
    cache: &Cache,
    stale: Stale,
    first: Step<T>,
) -> Result<T> {
    let mut step = first;
    loop {
        step = match step {
            Step::Done(value) => return Ok(value),
            Step::Rows(statement, then) => {
                let rows = send(client, cache, stale, &statement, |client, prepared, values| {
                    client.query(prepared, values).map(|rows| (rows.len() as u64, rows))
                })?;
                then(rows)?
            }
            Step::Count(statement, then) => {
                let count = send(client, cache, stale, &statement, |client, prepared, values| {
                    client.execute(prepared, values).map(|count| (count, count))
                })?;
                then(count)?
            }
            Step::Copy(copy, then) => then(copy_in(client, &copy)?)?,
        };
    }
}

fn prepared(client: &mut impl GenericClient, cache: &Cache, sql: &str) -> Result<Prepared> {
    if let Some(statement) = cache.get(sql) {
        return Ok(statement);
    }
    let statement = client.prepare(sql)?;
    cache.put(sql, statement.clone());
    Ok(statement)
}

/// How many rows, and the answer.
type Answer<T> = std::result::Result<(u64, T), postgres::Error>;

fn send<C: GenericClient, T>(
    client: &mut C,
    cache: &Cache,
    stale: Stale,
    statement: &Statement,
    ask: impl Fn(&mut C, &Prepared, &[&(dyn ToSql + Sync)]) -> Answer<T>,
) -> Result<T> {
    let span = Span::start();
    let values: Vec<_> = statement.borrowed().collect();
    let mut once = || -> Result<std::result::Result<(u64, T), postgres::Error>> {
        let prepared = prepared(client, cache, &statement.sql)?;
        Ok(ask(client, &prepared, &values))
    };
    let answer = once().and_then(|answer| match answer {
        Err(error) if error.code().is_some_and(is_stale_plan) => {
            cache.forget(&statement.sql);
            if stale == Stale::Again { Ok(once()??) } else { Err(Error::from(error)) }
        }
        other => Ok(other?),
    });
    span.end(&statement.sql, answer.as_ref().map(|(rows, _)| *rows));
    answer.map(|(_, value)| value)
}

fn copy_in(client: &mut impl GenericClient, copy: &CopyIn) -> Result<u64> {
    let (span, sql) = (Span::start(), copy.statement());
    let mut answer = || -> Result<u64> {
        let probe = client.prepare(&copy.probe())?;
        let types: Vec<_> = probe.columns().iter().map(|column| column.type_().clone()).collect();
        let pieces = copy.encode(&types)?;
        let mut writer = client.copy_in(&sql)?;
        for piece in pieces {
            writer.write_all(&piece).map_err(|error| Error::Encode(error.into()))?;
        }
        Ok(writer.finish()?)
    };
    let answer = answer();
    span.end(&sql, answer.as_ref().map(|count| *count));
    answer
}

/// Rows one by one.
pub(super) fn for_each<Q: Rows>(
    client: &mut impl GenericClient,
    cache: &Cache,
    query: Q,
    mut each: impl FnMut(Q::Row) -> Result<()>,
) -> Result<()> {
    let statement = query.statement();
    let prepared = prepared(client, cache, &statement.sql)?;
    let mut rows = client.query_raw(&prepared, statement.borrowed())?;
    while let Some(row) = rows.next()? {
        each(Q::read(&row)?)?;
    }
    Ok(())
}

/// The plan of the server for the first statement.
pub(super) fn explain<T: Send + 'static>(client: &mut impl GenericClient, step: &Step<T>) -> Result<String> {
    let Some(statement) = step.statement() else { return Ok(String::new()) };
    let sql = format!("EXPLAIN {}", statement.sql);
    let values: Vec<_> = statement.borrowed().collect();
    let rows: Vec<Row> = client.query(&sql, &values)?;
    let lines: std::result::Result<Vec<String>, _> = rows.iter().map(|row| row.try_get(0)).collect();
    Ok(lines?.join("\n"))
}
