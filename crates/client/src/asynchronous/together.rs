//! Many plans at once over one connection.

use std::collections::HashSet;
use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use tokio_postgres::Client;

use super::run::{drive, prepared};
use crate::prepare::{Prepare, Stale};
use crate::{Result, Statement, Step};

/// Futures of one connection. Each is started at once; answers come in order, so afterwards only the first open one is
/// worth a look.
struct InOrder<F: Future> {
    futures: Vec<Slot<F>>,
    next: usize,
    started: bool,
}

enum Slot<F: Future> {
    Open(Pin<Box<F>>),
    Done(Option<F::Output>),
}

// The futures are boxed, the outputs are only moved.
impl<F: Future> Unpin for InOrder<F> {}

impl<F: Future> Slot<F> {
    /// Whether it is done now.
    fn poll(&mut self, context: &mut Context<'_>) -> bool {
        if let Self::Open(future) = self {
            match future.as_mut().poll(context) {
                Poll::Ready(output) => *self = Self::Done(Some(output)),
                Poll::Pending => return false,
            }
        }
        true
    }
}

impl<F: Future> Future for InOrder<F> {
    type Output = Vec<F::Output>;

    fn poll(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Self::Output> {
        let this = &mut *self;
        if !this.started {
            this.started = true;
            for slot in &mut this.futures {
                slot.poll(context);
            }
        }
        while let Some(slot) = this.futures.get_mut(this.next) {
            if !slot.poll(context) {
                return Poll::Pending;
            }
            this.next += 1;
        }
        let done = this.futures.drain(..).filter_map(|slot| match slot {
            Slot::Done(output) => output,
            Slot::Open(_) => None,
        });
        Poll::Ready(done.collect())
    }
}

/// Runs plans at once, from their first statements on.
pub(super) async fn run_all<T: Send + 'static>(
    client: &Client,
    prepare: &Prepare,
    stale: Stale,
    steps: Vec<Step<T>>,
) -> Result<Vec<T>> {
    if let Prepare::Kept(cache) = prepare {
        let mut ready = HashSet::new();
        let statements: Vec<&Statement> = steps.iter().filter_map(Step::statement).collect();
        for statement in statements {
            statement.fits()?;
            // Otherwise each of them would prepare the same statement.
            if cache.get(&statement.sql).is_none() && ready.insert(&statement.sql) {
                prepared(client, cache, &statement.sql).await?;
            }
        }
    }
    let futures = steps.into_iter().map(|step| Slot::Open(Box::pin(drive(client, prepare, stale, step))));
    InOrder { futures: futures.collect(), next: 0, started: false }.await.into_iter().collect()
}
