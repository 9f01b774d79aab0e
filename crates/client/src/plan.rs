//! What a client runs: statements, and what becomes of their answers. No plan does IO.

use std::fmt;

use tokio_postgres::Row;

use crate::copy::CopyIn;
use crate::receive::{Chained, Each, First, Kept, Receive};
use crate::{Error, Result, Statement};

/// What becomes of an answer.
type Then<A, T> = Box<dyn FnOnce(A) -> Result<Step<T>> + Send>;

/// Anything a client can run: [`crate::Find`], [`crate::Insert`] …
#[diagnostic::on_unimplemented(
    message = "`{Self}` is not a plan",
    label = "not a plan",
    note = "plans are made by the functions of the generated module, such as `user::find()`, and by `icms_client::sql`"
)]
pub trait Plan: Sized {
    /// What comes back.
    type Output: Send + 'static;

    /// The first statement, if any is needed.
    ///
    /// # Errors
    /// Values that make no statement.
    fn begin(self) -> Result<Step<Self::Output>>;

    /// This, and then what `next` makes of its result; both results come back. Run it with `atomically` to have both or
    /// neither.
    fn then<P, F>(self, next: F) -> Sequence<Self, F>
    where
        P: Plan,
        F: FnOnce(&Self::Output) -> P + Send + 'static,
    {
        Sequence { first: self, next }
    }

    /// This, with what `change` makes of its result.
    fn map<U, F>(self, change: F) -> Mapped<Self, F>
    where
        U: Send + 'static,
        F: FnOnce(Self::Output) -> U + Send + 'static,
    {
        Mapped { plan: self, change }
    }

    /// This, where [`Error::NotFound`] takes the place of no row.
    fn required<T: Send + 'static>(self) -> Required<Self>
    where
        Self: Plan<Output = Option<T>>,
    {
        Required { plan: self }
    }
}

/// A plan whose result is changed: see [`Plan::map`].
#[derive(Debug)]
#[must_use = "a plan does nothing until a client runs it"]
pub struct Mapped<P, F> {
    plan: P,
    change: F,
}

impl<P, U, F> Plan for Mapped<P, F>
where
    P: Plan,
    U: Send + 'static,
    F: FnOnce(P::Output) -> U + Send + 'static,
{
    type Output = U;

    fn begin(self) -> Result<Step<U>> {
        let change = self.change;
        self.plan.begin()?.and_then(|output| Ok(Step::Done(change(output))))
    }
}

/// A plan that must find something: see [`Plan::required`].
#[derive(Debug)]
#[must_use = "a plan does nothing until a client runs it"]
pub struct Required<P> {
    plan: P,
}

impl<T: Send + 'static, P: Plan<Output = Option<T>>> Plan for Required<P> {
    type Output = T;

    fn begin(self) -> Result<Step<T>> {
        self.plan.begin()?.and_then(|found| found.map(Step::Done).ok_or(Error::NotFound))
    }
}

/// What is to be sent, or the result.
pub enum Step<T> {
    /// Nothing more to do.
    Done(T),
    /// A statement that gives rows.
    Rows(Statement, Box<dyn Receive<T>>),
    /// A statement of which only the number of rows matters.
    Count(Statement, Then<u64, T>),
    /// Rows to copy.
    Copy(CopyIn, Then<u64, T>),
}

impl<T> fmt::Debug for Step<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Done(_) => f.write_str("Done"),
            Self::Rows(statement, _) => f.debug_tuple("Rows").field(statement).finish(),
            Self::Count(statement, _) => f.debug_tuple("Count").field(statement).finish(),
            Self::Copy(copy, _) => f.debug_tuple("Copy").field(copy).finish(),
        }
    }
}

impl<T: Send + 'static> Step<T> {
    /// A statement whose rows `read` makes a result of.
    pub fn rows(statement: Statement, read: impl FnOnce(Vec<Row>) -> Result<T> + Send + 'static) -> Self {
        Self::Rows(statement, Box::new(Kept { rows: Vec::new(), read }))
    }

    /// A statement of whose rows the first one is read by `read`; `then` makes a result of it.
    pub fn first<R: Send + 'static>(
        statement: Statement,
        read: impl Fn(&Row) -> Result<R> + Send + 'static,
        then: impl FnOnce(Option<R>) -> Result<T> + Send + 'static,
    ) -> Self {
        Self::Rows(statement, Box::new(First { value: None, read, then }))
    }

    /// A statement of whose rows each is read by `read` as it arrives; `then` makes a result of all.
    pub fn each<R: Send + 'static>(
        statement: Statement,
        read: impl Fn(&Row) -> Result<R> + Send + 'static,
        then: impl FnOnce(Vec<R>) -> Result<T> + Send + 'static,
    ) -> Self {
        Self::Rows(statement, Box::new(Each { values: Vec::new(), read, then }))
    }

    /// A statement that says how many rows it concerned.
    pub fn count(statement: Statement, read: impl FnOnce(u64) -> Result<T> + Send + 'static) -> Self {
        Self::Count(statement, Box::new(move |count| read(count).map(Self::Done)))
    }

    /// The statement that is to be sent, for tests and for `explain`.
    pub const fn statement(&self) -> Option<&Statement> {
        match self {
            Self::Rows(statement, _) | Self::Count(statement, _) => Some(statement),
            Self::Done(_) | Self::Copy(..) => None,
        }
    }

    /// The statement that is to be sent.
    pub(crate) fn into_statement(self) -> Option<Statement> {
        match self {
            Self::Rows(statement, _) | Self::Count(statement, _) => Some(statement),
            Self::Done(_) | Self::Copy(..) => None,
        }
    }

    /// This, and then what `next` makes of its result.
    ///
    /// # Errors
    /// What `next` says, when nothing is left to wait for.
    pub fn and_then<U: Send + 'static>(
        self,
        next: impl FnOnce(T) -> Result<Step<U>> + Send + 'static,
    ) -> Result<Step<U>> {
        Ok(match self {
            Self::Done(value) => return next(value),
            Self::Rows(statement, inner) => Step::Rows(statement, Box::new(Chained { inner, next })),
            Self::Count(statement, then) => {
                Step::Count(statement, Box::new(move |count| then(count)?.and_then(next)))
            }
            Self::Copy(copy, then) => Step::Copy(copy, Box::new(move |count| then(count)?.and_then(next))),
        })
    }
}

impl<T: Send + 'static> Plan for Step<T> {
    type Output = T;

    fn begin(self) -> Result<Self> {
        Ok(self)
    }
}

/// Two plans, the second made of the first one's result: see [`Plan::then`].
#[derive(Debug)]
#[must_use = "a plan does nothing until a client runs it"]
pub struct Sequence<P, F> {
    first: P,
    next: F,
}

impl<P, Q, F> Plan for Sequence<P, F>
where
    P: Plan,
    Q: Plan,
    F: FnOnce(&P::Output) -> Q + Send + 'static,
{
    type Output = (P::Output, Q::Output);

    fn begin(self) -> Result<Step<Self::Output>> {
        let next = self.next;
        self.first.begin()?.and_then(move |first| {
            let second = next(&first).begin()?;
            second.and_then(move |second| Ok(Step::Done((first, second))))
        })
    }
}
