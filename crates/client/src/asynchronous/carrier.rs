//! Who polls the connection: the future that waits for an answer, if it waits alone; else a task.
//!
//! The driver does its IO in a future of its own. Left to a task, every request is handed to that task and every answer
//! wakes the task that asked. Here a future that waits alone polls the connection as well, so that one task does it all. The
//! task is for the rest: several that wait at once, requests that were given up, transactions to undo, messages that
//! nobody waits for, the end.
//!
//! Invariant: after a bell of the connection has rung, somebody polls the connection. Whoever waits alone is told, until
//! another one comes or it goes away; from then on the task is, and is woken once for what may have been missed.

mod watch;

use std::borrow::Borrow;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, Waker};

use futures_util::task::AtomicWaker;

use watch::{Bell, Next, Place, Ring, Watch};

/// How often somebody who waits polls again before others have their turn.
const ROUNDS: usize = 32;

/// The half of a connection that does the IO.
type Connection = Pin<Box<dyn Future<Output = Result<(), tokio_postgres::Error>> + Send>>;

/// Takes requests to the server and answers back.
#[derive(Clone)]
pub(super) struct Carrier {
    /// None where somebody else polls the connection.
    own: Option<Own>,
}

#[derive(Clone)]
struct Own {
    shared: Arc<Shared>,
    /// The connection has something to do.
    connection: Waker,
    /// Whoever waits alone has something to do.
    work: Waker,
}

struct Shared {
    connection: Mutex<Option<Connection>>,
    watch: Mutex<Watch>,
    task: AtomicWaker,
}

/// Polls the connection when nobody waits alone. Dropping it closes the connection.
struct Task(Own);

impl Carrier {
    /// Of a connection that somebody else polls.
    pub(super) const fn foreign() -> Self {
        Self { own: None }
    }

    /// Of this connection, with a task of the current runtime.
    pub(super) fn spawn<C>(connection: C) -> Self
    where
        C: Future<Output = Result<(), tokio_postgres::Error>> + Send + 'static,
    {
        let shared = Arc::new(Shared {
            connection: Mutex::new(Some(Box::pin(connection))),
            watch: Mutex::default(),
            task: AtomicWaker::new(),
        });
        let waker = |bell| Waker::from(Arc::new(Ring { shared: Arc::clone(&shared), bell }));
        let own =
            Own { connection: waker(Bell::Connection), work: waker(Bell::Work), shared: Arc::clone(&shared) };
        tokio::spawn(Task(own.clone()));
        Self { own: Some(own) }
    }

    /// What `work` gives, which waits for nothing but answers of this connection. It is pinned where it was made: it is too
    /// large to be moved for every request.
    pub(super) fn carry<F: Future>(&self, mut work: Pin<&mut F>) -> impl Future<Output = F::Output> {
        let mut wait = Wait::new(self);
        poll_fn(move |context| wait.poll(context, |context| work.as_mut().poll(context)))
    }
}

impl Own {
    /// Whether the connection has ended.
    fn advance(&self) -> Poll<()> {
        let mut connection = self.shared.connection.lock().unwrap_or_else(PoisonError::into_inner);
        // Where polling it panics, it is gone.
        let Some(mut open) = connection.take() else { return Poll::Ready(()) };
        if open.as_mut().poll(&mut Context::from_waker(&self.connection)).is_pending() {
            *connection = Some(open);
            return Poll::Pending;
        }
        // What broke it is told to whoever asks next.
        drop(connection);
        drop(open);
        self.shared.task.wake();
        Poll::Ready(())
    }
}

impl Future for Task {
    type Output = ();

    fn poll(self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<()> {
        self.0.shared.task.register(context.waker());
        self.0.advance()
    }
}

impl Drop for Task {
    fn drop(&mut self) {
        // The connection holds its wakers, and they hold what is shared.
        let ended = self.0.shared.connection.lock().unwrap_or_else(PoisonError::into_inner).take();
        drop(ended);
    }
}

/// One who waits for answers.
pub(super) struct Wait<C: Borrow<Carrier>> {
    carrier: C,
    place: Place,
}

impl<C: Borrow<Carrier>> Wait<C> {
    pub(super) const fn new(carrier: C) -> Self {
        Self { carrier, place: Place::Outside }
    }

    /// Polls `work`, and the connection where that is needed. Once it is ready, the wait is over.
    pub(super) fn poll<T>(
        &mut self,
        context: &mut Context<'_>,
        mut work: impl FnMut(&mut Context<'_>) -> Poll<T>,
    ) -> Poll<T> {
        let Some(own) = &self.carrier.borrow().own else { return work(context) };
        self.place = own.shared.enter(self.place, context.waker());
        for _ in 0..ROUNDS {
            match own.shared.next(self.place) {
                Next::Among => {
                    let polled = work(context);
                    if polled.is_ready() {
                        self.leave();
                    }
                    return polled;
                }
                Next::Rest => return Poll::Pending,
                Next::Connection => {
                    let _ = own.advance();
                }
                Next::Work => {
                    if let Poll::Ready(output) = work(&mut Context::from_waker(&own.work)) {
                        self.leave();
                        return Poll::Ready(output);
                    }
                }
            }
        }
        own.shared.pause();
        context.waker().wake_by_ref();
        Poll::Pending
    }

    fn leave(&mut self) {
        if let Some(own) = &self.carrier.borrow().own {
            own.shared.leave(std::mem::replace(&mut self.place, Place::Outside));
        }
    }
}

impl<C: Borrow<Carrier>> Drop for Wait<C> {
    fn drop(&mut self) {
        self.leave();
    }
}
