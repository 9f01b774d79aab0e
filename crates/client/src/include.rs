//! Related rows: one statement for each level, however many rows there are.

use std::ops::Deref;

use crate::{ByKey, First, Model, Plan, Result, Step};

/// A row with what was asked for together with it. What was not asked for has no field.
#[derive(Debug, Clone, PartialEq)]
pub struct With<M, R> {
    /// The row.
    pub row: M,
    /// The related rows: of one relation, or a tuple of several.
    pub related: R,
}

impl<M, R> Deref for With<M, R> {
    type Target = M;

    fn deref(&self) -> &M {
        &self.row
    }
}

/// Rows, and what each of them gets.
pub type Loaded<M, R> = Result<Step<(Vec<M>, Vec<R>)>>;
/// Rows with what they get.
pub type Attached<M, R> = Result<Step<Vec<With<M, R>>>>;
/// A row with what it gets, if there is one.
type AttachedOne<M, R> = Result<Step<Option<With<M, R>>>>;

/// Relations that can be read together with rows of `M`: one, or a tuple of at most eight.
#[diagnostic::on_unimplemented(
    message = "`{Self}` cannot be included in rows of `{M}`",
    label = "not a relation of `{M}`",
    note = "relations of the model can, with their own filters, orders and includes, their `count()`, and tuples of at most eight"
)]
pub trait Include<M: Model>: Sized + Send + 'static {
    /// What one row gets.
    type Output: Send + 'static;

    /// What each of these rows gets, in their order.
    ///
    /// # Errors
    /// Rows that cannot be read.
    fn load(self, rows: Vec<M>) -> Loaded<M, Self::Output>;

    /// The rows with what they get.
    ///
    /// # Errors
    /// Rows that cannot be read.
    fn attach(self, rows: Vec<M>) -> Attached<M, Self::Output> {
        self.load(rows)?.and_then(|(rows, related)| {
            let pairs = rows.into_iter().zip(related);
            Ok(Step::Done(pairs.map(|(row, related)| With { row, related }).collect()))
        })
    }
}

impl<M: Model, A: Include<M>, B: Include<M>> Include<M> for (A, B) {
    type Output = (A::Output, B::Output);

    fn load(self, rows: Vec<M>) -> Loaded<M, Self::Output> {
        let (first, second) = self;
        first.load(rows)?.and_then(move |(rows, firsts)| {
            second.load(rows)?.and_then(move |(rows, seconds)| {
                Ok(Step::Done((rows, firsts.into_iter().zip(seconds).collect())))
            })
        })
    }
}

macro_rules! tuples {
    ($($name:ident $one:ident),* => $nested:pat => $pairs:expr) => {
        impl<Of: Model, $($name: Include<Of>),*> Include<Of> for ($($name,)*) {
            type Output = ($($name::Output,)*);

            fn load(self, rows: Vec<Of>) -> Loaded<Of, Self::Output> {
                let ($($one,)*) = self;
                $pairs.load(rows)?.and_then(|(rows, related)| {
                    Ok(Step::Done((rows, related.into_iter().map(|$nested| ($($one,)*)).collect())))
                })
            }
        }
    };
}
tuples!(A a, B b, C c => ((a, b), c) => ((a, b), c));
tuples!(A a, B b, C c, D d => ((a, b), (c, d)) => ((a, b), (c, d)));
tuples!(A a, B b, C c, D d, E e => ((a, b, c, d), e) => ((a, b, c, d), e));
tuples!(A a, B b, C c, D d, E e, F f => ((a, b, c, d), (e, f)) => ((a, b, c, d), (e, f)));
tuples!(A a, B b, C c, D d, E e, F f, G g => ((a, b, c, d), (e, f, g)) => ((a, b, c, d), (e, f, g)));
tuples!(A a, B b, C c, D d, E e, F f, G g, H h => ((a, b, c, d), (e, f, g, h)) => ((a, b, c, d), (e, f, g, h)));

/// A plan whose rows come with related ones.
#[derive(Debug)]
#[must_use = "a plan does nothing until a client runs it"]
pub struct Included<P, I> {
    pub(crate) plan: P,
    pub(crate) include: I,
}

fn of_one<M: Model, I: Include<M>>(row: Step<Option<M>>, include: I) -> AttachedOne<M, I::Output> {
    row.and_then(move |row| match row {
        None => Ok(Step::Done(None)),
        Some(row) => include.attach(vec![row])?.and_then(|rows| Ok(Step::Done(rows.into_iter().next()))),
    })
}

impl<M: Model, I: Include<M>> Plan for Included<First<M>, I> {
    type Output = Option<With<M, I::Output>>;

    fn begin(self) -> Result<Step<Self::Output>> {
        of_one(self.plan.begin()?, self.include)
    }
}

impl<M: Model, I: Include<M>> Plan for Included<ByKey<M>, I> {
    type Output = Option<With<M, I::Output>>;

    fn begin(self) -> Result<Step<Self::Output>> {
        of_one(self.plan.begin()?, self.include)
    }
}
