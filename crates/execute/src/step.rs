//! Runs one group of statements, so that it is done and recorded, or neither.

use std::thread;
use std::time::Duration;

use icms_connect::{DatabaseError, Session};
use icms_sql::Statement;

use crate::apply::{Patience, Run};
use crate::event::{Event, Observer};
use crate::failed::{Failed, lock_lost, not_verified};
use crate::group::{Group, GroupKind};
use crate::ledger::Ledger;
use crate::lock::uneven;
use crate::nature::{Nature, Partition};
use crate::program::Programs;
use crate::settle::{Attachment, attachment, clear};

/// What the error of a statement outside any transaction means for what it did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum OnError {
    /// It is undone, or a half is left that the next try knows how to go on from.
    Undone,
    /// What it committed on its way stays.
    Unknown,
}

impl OnError {
    /// Whether the statement can simply be run again. A server that is shutting down says nothing of it.
    fn is_undone(self, error: &DatabaseError) -> bool {
        let answered = error.sqlstate.as_deref().is_some_and(|state| !state.starts_with("57P"));
        // An error from inside a procedure names the line of it.
        answered && (self == Self::Undone || error.context.is_none())
    }
}

/// Who runs the steps of one migration.
pub struct Worker<'w> {
    /// Holds the lock.
    pub session: &'w mut Session,
    /// What is run.
    pub run: Run<'w>,
    /// How patiently.
    pub patience: Patience,
    /// Who watches.
    pub observer: &'w Observer<'w>,
    /// What may be run besides statements.
    pub programs: &'w Programs,
}

impl Worker<'_> {
    /// Runs the group that has this place among all, from 0.
    pub fn step(&mut self, at: usize, group: &Group) -> Result<(), Box<Failed>> {
        let Some(first) = group.statements.first() else { return self.together(at, group) };
        self.verify(&group.directives.before, first)?;
        if let Some(batch) = &group.directives.batch {
            return self.batched(at, group, batch, first);
        }
        let alone = Some(first).filter(|_| group.kind == GroupKind::Alone);
        let Some(statement) = alone else { return self.together(at, group) };
        match Nature::of(statement) {
            Nature::Session | Nature::Transactional => match self.together(at, group) {
                Err(failed) if failed.refuses_transactions() => {
                    self.outside(at, group, statement, failed.effect_of_errors())
                }
                result => result,
            },
            Nature::IndexBuild(index) => {
                clear(self.session, &index).map_err(|error| Failed::at(statement, error))?;
                self.unhurried(|worker| worker.outside(at, group, statement, OnError::Undone))
            }
            Nature::IndexDrop(_) => {
                self.unhurried(|worker| worker.outside(at, group, statement, OnError::Undone))
            }
            Nature::Detach(partition) => {
                self.patiently(at, |worker| worker.detach(at, group, statement, &partition))
            }
            Nature::Repeatable | Nature::Unknown => self.outside(at, group, statement, OnError::Undone),
            Nature::Program(name) => self.program(at, group, statement, &name),
            Nature::Commits => self.outside(at, group, statement, OnError::Unknown),
        }
    }

    /// The second half alone where the first is done already.
    fn detach(
        &mut self,
        at: usize,
        group: &Group,
        statement: &Statement,
        partition: &Partition,
    ) -> Result<(), Box<Failed>> {
        let failed = |error: DatabaseError| Failed::at(statement, error);
        if attachment(self.session, partition).map_err(failed)? != Attachment::Going {
            return self.outside(at, group, statement, OnError::Undone);
        }
        let Partition { table, name } = partition;
        self.in_transaction(statement, |worker| {
            let finalize = format!("ALTER TABLE {table} DETACH PARTITION {name} FINALIZE");
            worker.session.batch_execute(&finalize).map_err(failed)?;
            worker.verify(&group.directives.after, statement)?;
            worker.record(at, group, statement)
        })
    }

    /// What waits without anybody queueing behind it may wait for as long as it takes.
    fn unhurried(
        &mut self,
        work: impl FnOnce(&mut Self) -> Result<(), Box<Failed>>,
    ) -> Result<(), Box<Failed>> {
        self.session.set_lock_timeout(Duration::ZERO).map_err(Failed::outside)?;
        work(self)?;
        self.session.set_lock_timeout(self.patience.lock_timeout).map_err(Failed::outside)
    }

    /// The statements and their line in the ledger in one transaction.
    fn together(&mut self, at: usize, group: &Group) -> Result<(), Box<Failed>> {
        self.patiently(at, |worker| worker.transaction(at, group))
    }

    /// Does it again when it did not get its locks.
    pub(crate) fn patiently(
        &mut self,
        at: usize,
        mut work: impl FnMut(&mut Self) -> Result<(), Box<Failed>>,
    ) -> Result<(), Box<Failed>> {
        let mut attempt = 1;
        loop {
            match work(self) {
                Err(failed) if failed.may_pass() && attempt < self.patience.attempts => {
                    let reason = failed.message();
                    (self.observer)(Event::Retries { group: at + 1, attempt, reason: &reason });
                    thread::sleep(uneven(
                        Duration::from_millis(250) * u32::try_from(attempt.min(20)).unwrap_or(20),
                    ));
                    attempt += 1;
                }
                result => return result,
            }
        }
    }

    fn transaction(&mut self, at: usize, group: &Group) -> Result<(), Box<Failed>> {
        let Some(last) = group.statements.last() else { return Ok(()) };
        self.in_transaction(last, |worker| {
            for statement in &group.statements {
                worker
                    .session
                    .batch_execute(statement.text())
                    .map_err(|error| Failed::at(statement, error))?;
            }
            worker.verify(&group.directives.after, last)?;
            worker.as_oneself(last)?;
            worker.record(at, group, last)?;
            (worker.observer)(Event::Ran { group: at + 1 });
            Ok(())
        })
    }

    /// Everything in one transaction, or nothing. `statement` is where its beginning and end are said to fail.
    pub(crate) fn in_transaction(
        &mut self,
        statement: &Statement,
        work: impl FnOnce(&mut Self) -> Result<(), Box<Failed>>,
    ) -> Result<(), Box<Failed>> {
        let failed = |error: DatabaseError| Failed::at(statement, error);
        // A pooler may have given this transaction another session, which has another search path.
        let home = self.session.search_path().map(|path| format!("; SET LOCAL search_path = {path}"));
        self.session.batch_execute(&format!("BEGIN{}", home.unwrap_or_default())).map_err(failed)?;
        let result = work(self).and_then(|()| self.session.batch_execute("COMMIT").map_err(failed));
        if result.is_err() {
            // The server has aborted the transaction already; a lost connection takes it along.
            let _ = self.session.batch_execute("ROLLBACK");
        }
        result
    }

    /// A script may work as another role, which need not know the ledger; the role comes back with the commit.
    pub(crate) fn as_oneself(&mut self, statement: &Statement) -> Result<(), Box<Failed>> {
        self.session.batch_execute("SET LOCAL ROLE NONE").map_err(|error| Failed::at(statement, error))
    }

    /// Writes that the group is done, in its own transaction.
    pub(crate) fn record(
        &mut self,
        at: usize,
        group: &Group,
        statement: &Statement,
    ) -> Result<(), Box<Failed>> {
        let recorded = Ledger::new(self.session).record(self.run, at, &group.hash());
        if recorded.map_err(|error| Failed::at(statement, error))? {
            return Ok(());
        }
        Err(Box::new(Failed::of(lock_lost(self.run))))
    }

    /// Writes that something outside any transaction begins.
    pub(crate) fn announce(&mut self, at: usize, group: &Group) -> Result<(), Box<Failed>> {
        if !Ledger::new(self.session).announce(self.run, at, &group.hash())? {
            return Err(Box::new(Failed::of(lock_lost(self.run))));
        }
        (self.observer)(Event::Announced { group: at + 1 });
        Ok(())
    }

    /// The statement is announced, run, and marked as done.
    fn outside(
        &mut self,
        at: usize,
        group: &Group,
        statement: &Statement,
        on_error: OnError,
    ) -> Result<(), Box<Failed>> {
        self.announce(at, group)?;
        if let Err(error) = self.session.batch_execute(statement.text()) {
            if on_error.is_undone(&error) {
                Ledger::new(self.session).withdraw(self.run, at)?;
            }
            return Err(Failed::at(statement, error));
        }
        self.verify(&group.directives.after, statement)?;
        (self.observer)(Event::Ran { group: at + 1 });
        Ok(Ledger::new(self.session).mark(self.run, at)?)
    }

    /// What the author says must be true.
    pub(crate) fn verify(&mut self, queries: &[String], statement: &Statement) -> Result<(), Box<Failed>> {
        for query in queries {
            let rows = self.session.texts(query).map_err(|error| Failed::at(statement, error))?;
            let cells: Vec<Option<String>> = rows.into_iter().flatten().collect();
            if !matches!(cells.as_slice(), [Some(value)] if value == "t" || value == "true") {
                return Err(Box::new(Failed::of(not_verified(query, statement))));
            }
        }
        Ok(())
    }
}
