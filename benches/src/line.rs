//! The lines of the table.

use std::time::{Duration, Instant};

use crate::ground::ROWS;
use crate::side::{HUNDRED, Row, Side};

/// One thing that is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Line {
    InsertOne,
    InsertMany,
    ById,
    All,
    Filtered,
    Include,
    Update,
    Transaction,
    TransactionTogether,
    Sequential,
    Together,
}

pub const ALL: &[Line] = &[
    Line::InsertOne,
    Line::InsertMany,
    Line::ById,
    Line::All,
    Line::Filtered,
    Line::Include,
    Line::Update,
    Line::Transaction,
    Line::TransactionTogether,
    Line::Sequential,
    Line::Together,
];

/// What a side gave.
pub enum Answer<S: Side> {
    User(S::User),
    Users(Vec<S::User>),
    Families(Vec<S::Family>),
}

impl Line {
    pub const fn name(self) -> &'static str {
        match self {
            Self::InsertOne => "insert one",
            Self::InsertMany => "insert 1,000",
            Self::ById => "select by id",
            Self::All => "select 10,000 rows",
            Self::Filtered => "filter, order, limit 20",
            Self::Include => "include 100 × 10",
            Self::Update => "update by id",
            Self::Transaction => "transaction of ten updates",
            Self::TransactionTogether => "transaction of ten, pipelined",
            Self::Sequential => "100 selects, one after the other",
            Self::Together => "100 selects, pipelined",
        }
    }

    /// How often it runs before another side has its turn.
    pub const fn times(self) -> usize {
        match self {
            Self::InsertOne | Self::ById | Self::Filtered | Self::Update => 60,
            Self::Include | Self::Transaction | Self::TransactionTogether | Self::Together => 12,
            Self::Sequential => 6,
            Self::InsertMany | Self::All => 5,
        }
    }

    /// Whether something has to be tidied up afterwards.
    pub const fn writes(self) -> bool {
        match self {
            Self::InsertOne
            | Self::InsertMany
            | Self::Update
            | Self::Transaction
            | Self::TransactionTogether => true,
            Self::ById
            | Self::All
            | Self::Filtered
            | Self::Include
            | Self::Sequential
            | Self::Together => false,
        }
    }

    /// Runs once; what comes before and after the work of the side does not count.
    pub async fn run<S: Side>(self, side: &mut S, at: usize) -> (Duration, Answer<S>) {
        let id = 1 + (at as i64 * 37) % 9_000;
        let tokens = (at % 100) as i32;
        let emails = match self {
            Self::InsertMany => (0..1_000)
                .map(|row| format!("many{at}-{row}@example.org"))
                .collect(),
            _ => Vec::new(),
        };
        let email = format!("new{at}@example.org");
        let started = Instant::now();
        let answer = match self {
            Self::InsertOne => Answer::User(side.insert_one(email).await),
            Self::InsertMany => Answer::Users(side.insert_many(emails).await),
            Self::ById => Answer::User(side.by_id(id).await),
            Self::All => Answer::Users(side.all().await),
            Self::Filtered => Answer::Users(side.filtered().await),
            Self::Include => Answer::Families(side.include().await),
            Self::Update => Answer::User(side.update(id, tokens).await),
            Self::Transaction => Answer::Users(side.transaction(tokens).await),
            Self::TransactionTogether => Answer::Users(side.transaction_together(tokens).await),
            Self::Sequential => {
                let mut users = Vec::with_capacity(100);
                for id in HUNDRED {
                    users.push(side.by_id(id).await);
                }
                Answer::Users(users)
            }
            Self::Together => Answer::Users(side.together().await),
        };
        (started.elapsed(), std::hint::black_box(answer))
    }
}

impl<S: Side> Answer<S> {
    /// In words that all sides share, sorted; the keys of new rows differ by nature.
    pub fn told(self) -> Vec<Row> {
        let mut rows: Vec<Row> = match self {
            Self::User(user) => vec![S::user(user)],
            Self::Users(users) => users.into_iter().map(S::user).collect(),
            Self::Families(families) => families.into_iter().map(S::family).collect(),
        };
        for row in &mut rows {
            row.posts.sort_by_key(|post| post.id);
            row.id = if row.id > ROWS { 0 } else { row.id };
        }
        rows.sort_by(|a, b| (a.id, &a.email).cmp(&(b.id, &b.email)));
        rows
    }
}
