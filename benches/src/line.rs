//! The lines of the table.

use std::time::Instant;

use crate::Side;

/// One thing that is measured.
#[derive(Debug, Clone, Copy)]
pub enum Line {
    InsertOne,
    InsertMany,
    ById,
    All,
    Filtered,
    Include,
    Update,
    Transaction,
    Sequential,
    Pipelined,
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
    Line::Sequential,
    Line::Pipelined,
];

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
            Self::Sequential => "100 selects, one after the other",
            Self::Pipelined => "100 selects, pipelined",
        }
    }

    const fn times(self) -> usize {
        match self {
            Self::InsertOne | Self::ById | Self::Filtered | Self::Update => 400,
            Self::Include | Self::Transaction | Self::Sequential | Self::Pipelined => 60,
            Self::InsertMany | Self::All => 20,
        }
    }

    /// The median of some runs, in microseconds.
    pub async fn median(self, side: &mut dyn Side, round: usize) -> f64 {
        let mut times = Vec::with_capacity(self.times());
        for at in 0..self.times() {
            let started = Instant::now();
            let done = self.run(side, round * 1_000 + at).await;
            times.push(started.elapsed().as_secs_f64() * 1e6);
            assert!(done > 0, "{self:?}");
        }
        times.sort_by(f64::total_cmp);
        times[times.len() / 2]
    }

    async fn run(self, side: &mut dyn Side, at: usize) -> i64 {
        let id = 1 + (at as i64 * 37) % 9_000;
        match self {
            Self::InsertOne => side.insert_one(format!("new{at}@example.org")).await,
            Self::InsertMany => side.insert_many(at).await as i64,
            Self::ById => side.by_id(id).await,
            Self::All => side.all().await as i64,
            Self::Filtered => side.filtered().await as i64,
            Self::Include => side.include().await as i64,
            Self::Update => side.update(id).await,
            Self::Transaction => side.transaction().await,
            Self::Sequential => {
                let mut last = 0;
                for id in 1..=100 {
                    last = side.by_id(id).await;
                }
                last
            }
            Self::Pipelined => side.pipelined().await as i64,
        }
    }
}
