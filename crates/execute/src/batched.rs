//! Runs a statement range by range. Each range, and how far the work has come, are one transaction: a run that ends
//! anywhere is gone on with from there.

use std::thread;
use std::time::Instant;

use icms_connect::DatabaseError;
use icms_diagnostic::Diagnostic;
use icms_sql::Statement;

use crate::batch::{Batch, Range};
use crate::event::Event;
use crate::failed::{Failed, lock_lost};
use crate::group::Group;
use crate::ledger::{Ledger, number};
use crate::step::Worker;

const CREATE: &str = "
CREATE TABLE public._icms_batches (
    migration  text NOT NULL REFERENCES public._icms_migrations (id) ON DELETE CASCADE,
    direction  text NOT NULL,
    step       integer NOT NULL,
    behind     text[],
    ranges     bigint NOT NULL,
    touched    bigint NOT NULL,
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (migration, direction, step)
)";

/// How far a step has come.
#[derive(Debug, Clone, Default)]
struct Progress {
    /// The last key that is done.
    behind: Option<Vec<String>>,
    /// Ranges done.
    ranges: u64,
    /// Rows that the statement touched.
    touched: u64,
}

impl Worker<'_> {
    /// Runs every range that is not done yet, then records the step.
    pub(crate) fn batched(
        &mut self,
        at: usize,
        group: &Group,
        batch: &Batch,
        statement: &Statement,
    ) -> Result<(), Box<Failed>> {
        let failed = |error: DatabaseError| Failed::at(statement, error);
        let mut progress = self.progress(at)?;
        let started = Instant::now();
        let of = self.estimate(batch).map_err(failed)?;
        loop {
            let next = self.session.texts(&batch.next(progress.behind.as_deref())).map_err(failed)?;
            let until = next.into_iter().next().map(|row| row.into_iter().flatten().collect::<Vec<String>>());
            let range = Range { behind: progress.behind.clone(), until: until.clone() };
            let sql = batch.statement(&range);
            let before = progress.clone();
            self.patiently(at, |worker| {
                progress = before.clone();
                worker.one_range(at, group, statement, &sql, until.as_ref(), &mut progress)
            })?;
            (self.observer)(Event::Range {
                group: at + 1,
                passed: progress.ranges.saturating_mul(batch.size),
                of,
                touched: progress.touched,
                elapsed: started.elapsed(),
            });
            if until.is_none() {
                return Ok(());
            }
            thread::sleep(batch.pause);
        }
    }

    /// The statement for one range and the line that says so; with the last one the step is recorded.
    fn one_range(
        &mut self,
        at: usize,
        group: &Group,
        statement: &Statement,
        sql: &str,
        until: Option<&Vec<String>>,
        progress: &mut Progress,
    ) -> Result<(), Box<Failed>> {
        self.in_transaction(statement, |worker| {
            let touched = worker.session.touched(sql).map_err(|error| Failed::at(statement, error))?;
            progress.touched += touched;
            progress.ranges += 1;
            worker.as_oneself(statement)?;
            let Some(until) = until else { return worker.close(at, group, statement) };
            progress.behind = Some(until.clone());
            worker.note(at, progress, statement)
        })
    }

    /// The work is done: what was promised of it is looked at, and the step recorded.
    fn close(&mut self, at: usize, group: &Group, statement: &Statement) -> Result<(), Box<Failed>> {
        self.verify(&group.directives.after, statement)?;
        self.forget_progress(at)?;
        self.record(at, group, statement)
    }

    /// About how many rows the table has.
    fn estimate(&mut self, batch: &Batch) -> Result<u64, DatabaseError> {
        let table = icms_sql::quote_literal(&batch.table);
        let sql = format!(
            "SELECT greatest(reltuples, 0)::bigint FROM pg_catalog.pg_class WHERE oid = pg_catalog.to_regclass({table})"
        );
        let rows = self.session.texts(&sql)?;
        Ok(rows.into_iter().flatten().flatten().next().and_then(|n| n.parse().ok()).unwrap_or_default())
    }

    fn progress(&mut self, at: usize) -> Result<Progress, Box<Diagnostic>> {
        let mut ledger = Ledger::new(self.session);
        if !ledger.exists("public._icms_batches")? {
            ledger.create(CREATE)?;
        }
        let sql = "SELECT behind, ranges, touched FROM public._icms_batches WHERE migration = $1 AND direction = $2 AND step = $3";
        let (id, way) = (self.run.migration.id.as_str(), self.run.direction.word());
        let rows = ledger.rows(sql, &[&id, &way, &number(at)])?;
        let Some(row) = rows.first() else { return Ok(Progress::default()) };
        Ok(Progress { behind: row.get(0), ranges: unsigned(row.get(1)), touched: unsigned(row.get(2)) })
    }

    /// Writes how far the work has come, in the transaction of the range; nothing of it stays when the session has lost the
    /// lock.
    fn note(&mut self, at: usize, progress: &Progress, statement: &Statement) -> Result<(), Box<Failed>> {
        const INSERT: &str = "INSERT INTO public._icms_batches SELECT $1::text, $2::text, $3::integer, $4::text[], \
                              $5::bigint, $6::bigint, pg_catalog.clock_timestamp()";
        const CONFLICT: &str = "ON CONFLICT (migration, direction, step) DO UPDATE SET behind = excluded.behind, \
                                ranges = excluded.ranges, touched = excluded.touched, updated_at = excluded.updated_at";
        let (id, way) = (self.run.migration.id.as_str(), self.run.direction.word());
        let (ranges, touched) = (signed(progress.ranges), signed(progress.touched));
        let parameters: [&(dyn postgres::types::ToSql + Sync); 6] =
            [&id, &way, &number(at), &progress.behind, &ranges, &touched];
        let noted = Ledger::new(self.session).while_held(INSERT, CONFLICT, &parameters);
        if noted.map_err(|error| Failed::at(statement, error))? {
            return Ok(());
        }
        Err(Box::new(Failed::of(lock_lost(self.run))))
    }

    fn forget_progress(&mut self, at: usize) -> Result<(), Box<Failed>> {
        let sql = "DELETE FROM public._icms_batches WHERE migration = $1 AND direction = $2 AND step = $3";
        let (id, way) = (self.run.migration.id.as_str(), self.run.direction.word());
        Ok(Ledger::new(self.session).write(sql, &[&id, &way, &number(at)])?)
    }
}

fn unsigned(number: i64) -> u64 {
    u64::try_from(number).unwrap_or_default()
}

fn signed(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}
