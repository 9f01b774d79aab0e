//! A plan, statement by statement.

use std::cell::Cell;
use std::io::Write as _;

use postgres::fallible_iterator::FallibleIterator as _;
use postgres::{GenericClient, Row, RowIter, Statement as Prepared};
use postgres_types::{ToSql, Type};

use crate::cache::Cache;
use crate::copy::CopyIn;
use crate::prepare::{Prepare, Stale};
use crate::stream::Rows;
use crate::trace::Span;
use crate::types::ConversionError;
use crate::{Error, Result, Statement, Step};

/// Runs what is left of a plan.
pub(super) fn drive<T>(
    client: &mut impl GenericClient,
    prepare: &Prepare,
    stale: Stale,
    first: Step<T>,
) -> Result<T> {
    let noticed = |error: &Error| prepare.notice(error);
    let mut step = first;
    loop {
        step = match step {
            Step::Done(value) => return Ok(value),
            Step::Rows(statement, mut to) => {
                let rows = rows(client, prepare, stale, &statement).inspect_err(noticed)?;
                let read = rows.into_iter().try_for_each(|row| to.row(row));
                read.and_then(|()| to.end()).inspect_err(noticed)?
            }
            Step::Count(statement, then) => {
                then(count(client, prepare, stale, &statement).inspect_err(noticed)?)?
            }
            Step::Copy(copy, then) => then(copy_in(client, prepare, stale, copy).inspect_err(noticed)?)?,
        };
    }
}

fn rows<C: GenericClient>(
    client: &mut C,
    prepare: &Prepare,
    stale: Stale,
    statement: &Statement,
) -> Result<Vec<Row>> {
    send(client, prepare, stale, statement, |client, asked| {
        let rows = match asked {
            Asked::Prepared(prepared, values) => client.query(prepared, values),
            Asked::Typed(sql, values) => client.query_typed(sql, values),
        };
        rows.map(|rows| (rows.len() as u64, rows))
    })
}

fn count<C: GenericClient>(
    client: &mut C,
    prepare: &Prepare,
    stale: Stale,
    statement: &Statement,
) -> Result<u64> {
    send(client, prepare, stale, statement, |client, asked| {
        let count = match asked {
            Asked::Prepared(prepared, values) => client.execute(prepared, values),
            Asked::Typed(sql, values) => client.execute_typed(sql, values),
        };
        count.map(|count| (count, count))
    })
}

fn prepared(client: &mut impl GenericClient, cache: &Cache, sql: &str) -> Result<Prepared> {
    if let Some(statement) = cache.get(sql) {
        return Ok(statement);
    }
    let statement = client.prepare(sql)?;
    cache.put(sql, statement.clone());
    Ok(statement)
}

type Value<'v> = &'v (dyn ToSql + Sync);

/// What the driver is asked for.
enum Asked<'a> {
    Prepared(&'a Prepared, &'a [Value<'a>]),
    Typed(&'a str, &'a [(Value<'a>, Type)]),
}

/// How many rows, and the answer.
type Answer<T> = std::result::Result<(u64, T), postgres::Error>;

fn send<C: GenericClient, T>(
    client: &mut C,
    prepare: &Prepare,
    stale: Stale,
    statement: &Statement,
    ask: impl Fn(&mut C, Asked<'_>) -> Answer<T>,
) -> Result<T> {
    statement.fits()?;
    let span = Span::start();
    let answer = match prepare {
        Prepare::Kept(cache) => send_prepared(client, cache, stale, statement, ask),
        Prepare::Never(known) => {
            ask(client, Asked::Typed(&statement.sql, &statement.typed(known))).map_err(Error::from)
        }
    };
    span.end(&statement.sql, answer.as_ref().map(|(rows, _)| *rows));
    answer.map(|(_, value)| value)
}

fn send_prepared<C: GenericClient, T>(
    client: &mut C,
    cache: &Cache,
    stale: Stale,
    statement: &Statement,
    ask: impl Fn(&mut C, Asked<'_>) -> Answer<T>,
) -> Result<(u64, T)> {
    let values: Vec<_> = statement.borrowed().collect();
    let mut once = || -> Result<Answer<T>> {
        let prepared = prepared(client, cache, &statement.sql)?;
        Ok(ask(client, Asked::Prepared(&prepared, &values)))
    };
    match once()? {
        Err(error) if stale.asks_again(cache, &statement.sql, &error) => Ok(once()??),
        other => Ok(other?),
    }
}

/// Where the values do not fit a copy, or nothing can be prepared, the rows are inserted.
fn copy_in(client: &mut impl GenericClient, prepare: &Prepare, stale: Stale, copy: CopyIn) -> Result<u64> {
    if let Prepare::Kept(_) = prepare {
        let probe = client.prepare(&copy.probe())?;
        let types: Vec<_> = probe.columns().iter().map(|column| column.type_().clone()).collect();
        if copy.fits(&types) {
            return copy_binary(client, &copy, &types);
        }
    }
    let mut sum = 0;
    for statement in copy.into_statements() {
        sum += count(client, prepare, stale, &statement)?;
    }
    Ok(sum)
}

/// What the driver said, which its writer wraps.
fn broken(error: std::io::Error) -> Error {
    match error.downcast::<postgres::Error>() {
        Ok(error) => Error::from(error),
        Err(error) => Error::from(ConversionError::from(error)),
    }
}

fn copy_binary(client: &mut impl GenericClient, copy: &CopyIn, types: &[Type]) -> Result<u64> {
    let (span, sql) = (Span::start(), copy.statement());
    let mut answer = || -> Result<u64> {
        let pieces = copy.encode(types)?;
        let mut writer = client.copy_in(&sql)?;
        for piece in pieces {
            writer.write_all(&piece).map_err(broken)?;
        }
        Ok(writer.finish()?)
    };
    let answer = answer();
    span.end(&sql, answer.as_ref().map(|count| *count));
    answer
}

/// Its rows, as they arrive.
fn opened<'c>(
    client: &'c mut impl GenericClient,
    prepare: &Prepare,
    statement: &Statement,
) -> Result<RowIter<'c>> {
    match prepare {
        Prepare::Kept(cache) => {
            let prepared = prepared(client, cache, &statement.sql)?;
            Ok(client.query_raw(&prepared, statement.borrowed())?)
        }
        Prepare::Never(known) => Ok(client.query_typed_raw(&statement.sql, statement.typed(known))?),
    }
}

/// Rows one by one.
pub(super) fn for_each<Q: Rows>(
    client: &mut impl GenericClient,
    prepare: &Prepare,
    stale: Stale,
    query: Q,
    mut each: impl FnMut(Q::Row) -> Result<()>,
) -> Result<()> {
    streamed(client, prepare, stale, &query.statement()?, |row| each(Q::read(&row)?))
}

fn streamed(
    client: &mut impl GenericClient,
    prepare: &Prepare,
    stale: Stale,
    statement: &Statement,
    mut each: impl FnMut(Row) -> Result<()>,
) -> Result<()> {
    statement.fits()?;
    let begun = Cell::new(false);
    let mut once = || {
        let mut rows = opened(client, prepare, statement)?;
        while let Some(row) = rows.next()? {
            begun.set(true);
            each(row)?;
        }
        Ok(())
    };
    let answer = match once() {
        Err(error) if !begun.get() && prepare.asks_again(stale, &statement.sql, &error) => once(),
        other => other,
    };
    answer.inspect_err(|error| prepare.notice(error))
}

/// The plan of the server for the first statement.
pub(super) fn explain<T: Send + 'static>(
    client: &mut impl GenericClient,
    prepare: &Prepare,
    step: Step<T>,
) -> Result<String> {
    let Some(statement) = step.into_statement() else { return Ok(String::new()) };
    let mut lines = Vec::new();
    streamed(client, prepare, Stale::Again, &statement.explained(), |row| {
        lines.push(row.try_get::<_, String>(0)?);
        Ok(())
    })?;
    Ok(lines.join("\n"))
}
