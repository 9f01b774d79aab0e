//! A side, whichever it is.

use std::future::Future;
use std::pin::Pin;
use std::time::Duration;

use crate::line::Line;
use crate::side::{Row, Side};

/// A future of one contender.
type Work<'a, T> = Pin<Box<dyn Future<Output = T> + 'a>>;

/// A side, whichever it is.
pub trait Contender {
    /// In the table.
    fn name(&self) -> &'static str;

    /// What it gives, for comparing it with the others.
    fn answer(&mut self, line: Line, at: usize) -> Work<'_, Vec<Row>>;

    /// How long each of so many runs takes; `at` tells the runs of all sides apart.
    fn time(&mut self, line: Line, at: usize, times: usize) -> Work<'_, Vec<Duration>>;
}

impl<S: Side> Contender for S {
    fn name(&self) -> &'static str {
        Side::name(self)
    }

    fn answer(&mut self, line: Line, at: usize) -> Work<'_, Vec<Row>> {
        Box::pin(async move { line.run(self, at).await.1.told() })
    }

    fn time(&mut self, line: Line, at: usize, times: usize) -> Work<'_, Vec<Duration>> {
        Box::pin(async move {
            let mut taken = Vec::with_capacity(times);
            for run in at..at + times {
                taken.push(line.run(self, run).await.0);
            }
            taken
        })
    }
}
