//! A plan, statement by statement.

use futures_util::{SinkExt as _, TryStreamExt as _};
use postgres_types::Type;
use tokio_postgres::{Client, Row, RowStream, Statement as Prepared};

use crate::cache::Cache;
use crate::copy::CopyIn;
use crate::prepare::{Prepare, Stale};
use crate::receive::Receive;
use crate::trace::Span;
use crate::{Error, Result, Statement, Step};

/// Runs what is left of a plan.
pub(super) async fn drive<T>(client: &Client, prepare: &Prepare, stale: Stale, first: Step<T>) -> Result<T> {
    let noticed = |error: &Error| prepare.notice(error);
    let mut step = first;
    loop {
        step = match step {
            Step::Done(value) => return Ok(value),
            Step::Rows(statement, mut to) => {
                let rows = rows(client, prepare, stale, &statement, &mut *to).await;
                rows.and_then(|()| to.end()).inspect_err(noticed)?
            }
            Step::Count(statement, then) => {
                then(count(client, prepare, stale, &statement).await.inspect_err(noticed)?)?
            }
            Step::Copy(copy, then) => {
                then(copy_in(client, prepare, stale, copy).await.inspect_err(noticed)?)?
            }
        };
    }
}

/// The statement, prepared now or before.
pub(super) async fn prepared(client: &Client, cache: &Cache, sql: &str) -> Result<Prepared> {
    if let Some(statement) = cache.get(sql) {
        return Ok(statement);
    }
    let statement = client.prepare(sql).await?;
    cache.put(sql, statement.clone());
    Ok(statement)
}

/// Its rows, as they arrive.
async fn opened(client: &Client, prepare: &Prepare, statement: &Statement) -> Result<RowStream> {
    match prepare {
        Prepare::Kept(cache) => {
            let prepared = prepared(client, cache, &statement.sql).await?;
            Ok(client.query_raw(&prepared, statement.borrowed()).await?)
        }
        Prepare::Never(known) => Ok(client.query_typed_raw(&statement.sql, statement.typed(known)).await?),
    }
}

/// The same for whoever reads them alone.
pub(super) async fn streamed(
    client: &Client,
    prepare: &Prepare,
    stale: Stale,
    statement: &Statement,
) -> Result<RowStream> {
    statement.fits()?;
    let answer = match opened(client, prepare, statement).await {
        Err(error) if prepare.asks_again(stale, &statement.sql, &error) => {
            opened(client, prepare, statement).await
        }
        other => other,
    };
    answer.inspect_err(|error| prepare.notice(error))
}

/// Hands over the rows of a statement as they arrive.
async fn rows<T>(
    client: &Client,
    prepare: &Prepare,
    stale: Stale,
    statement: &Statement,
    to: &mut dyn Receive<T>,
) -> Result<()> {
    statement.fits()?;
    let span = Span::start();
    let mut number = 0;
    let answer = async {
        let Prepare::Kept(cache) = prepare else {
            let rows = opened(client, prepare, statement).await?;
            return Ok(hand_over(rows, to, &mut number).await??);
        };
        let prepared = self::prepared(client, cache, &statement.sql).await?;
        let answer = match client.query_raw(&prepared, statement.borrowed()).await {
            Ok(rows) => hand_over(rows, to, &mut number).await?,
            Err(error) => Err(error),
        };
        match answer {
            Err(error) if stale.asks_again(cache, &statement.sql, &error) && number == 0 => {
                let rows = opened(client, prepare, statement).await?;
                Ok(hand_over(rows, to, &mut number).await??)
            }
            other => Ok(other?),
        }
    };
    let answer = answer.await;
    span.end(&statement.sql, answer.as_ref().map(|()| number));
    answer
}

/// The inner result is what the server says, the outer one what becomes of its rows.
async fn hand_over<T>(
    rows: RowStream,
    to: &mut dyn Receive<T>,
    number: &mut u64,
) -> Result<std::result::Result<(), tokio_postgres::Error>> {
    let mut rows = std::pin::pin!(rows);
    loop {
        match rows.try_next().await {
            Ok(Some(row)) => {
                *number += 1;
                to.row(row)?;
            }
            Ok(None) => return Ok(Ok(())),
            Err(error) => return Ok(Err(error)),
        }
    }
}

/// The number of rows of a statement.
async fn count(client: &Client, prepare: &Prepare, stale: Stale, statement: &Statement) -> Result<u64> {
    statement.fits()?;
    let span = Span::start();
    let answer = async {
        let cache = match prepare {
            Prepare::Kept(cache) => cache,
            Prepare::Never(known) => {
                return Ok(client.execute_typed(&statement.sql, &statement.typed(known)).await?);
            }
        };
        let prepared = self::prepared(client, cache, &statement.sql).await?;
        match client.execute_raw(&prepared, statement.borrowed()).await {
            Err(error) if stale.asks_again(cache, &statement.sql, &error) => {
                let prepared = self::prepared(client, cache, &statement.sql).await?;
                Ok(client.execute_raw(&prepared, statement.borrowed()).await?)
            }
            other => Ok(other?),
        }
    };
    let answer = answer.await;
    span.end(&statement.sql, answer.as_ref().map(|count| *count));
    answer
}

/// Where the values do not fit a copy, or nothing can be prepared, the rows are inserted.
async fn copy_in(client: &Client, prepare: &Prepare, stale: Stale, copy: CopyIn) -> Result<u64> {
    if let Prepare::Kept(_) = prepare {
        let probe = client.prepare(&copy.probe()).await?;
        let types: Vec<_> = probe.columns().iter().map(|column| column.type_().clone()).collect();
        if copy.fits(&types) {
            return copy_binary(client, &copy, &types).await;
        }
    }
    let mut sum = 0;
    for statement in copy.into_statements() {
        sum += count(client, prepare, stale, &statement).await?;
    }
    Ok(sum)
}

async fn copy_binary(client: &Client, copy: &CopyIn, types: &[Type]) -> Result<u64> {
    let (span, sql) = (Span::start(), copy.statement());
    let answer = async {
        let pieces = copy.encode(types)?;
        let sink = client.copy_in(&sql).await?;
        let mut sink = std::pin::pin!(sink);
        for piece in pieces {
            sink.send(piece.freeze()).await?;
        }
        Ok::<u64, Error>(sink.finish().await?)
    };
    let answer = answer.await;
    span.end(&sql, answer.as_ref().map(|count| *count));
    answer
}

/// The plan of the server for the first statement.
pub(super) async fn explain<T: Send + 'static>(
    client: &Client,
    prepare: &Prepare,
    step: Step<T>,
) -> Result<String> {
    let Some(statement) = step.into_statement() else { return Ok(String::new()) };
    let rows = streamed(client, prepare, Stale::Again, &statement.explained()).await?;
    let rows: Vec<Row> = rows.try_collect().await?;
    let lines: std::result::Result<Vec<String>, _> = rows.iter().map(|row| row.try_get(0)).collect();
    Ok(lines?.join("\n"))
}
