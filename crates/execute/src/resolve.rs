//! What a person tells the ledger: this is applied, this is undone, this one stands for those.

use icms_diagnostic::Diagnostic;
use icms_journal::{Applied, Journal, Migration, MigrationId};

use crate::apply::Direction;
use crate::ledger::Ledger;

/// A step that was announced and of which nobody knows whether it ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OpenStep {
    /// Which script.
    pub direction: Direction,
    /// Which of its transaction groups, from 1.
    pub number: usize,
}

impl Ledger<'_> {
    /// Writes that all of a migration is applied, whatever was known of it before.
    ///
    /// # Errors
    /// What the server says.
    pub fn declare_applied(&mut self, migration: &Migration) -> Result<(), Box<Diagnostic>> {
        let sql = "WITH settled AS (DELETE FROM public._icms_steps WHERE migration = $1 \
                   AND (direction = 'down' OR finished_at IS NULL)) \
                   INSERT INTO public._icms_migrations (id, checksum, finished_at) VALUES ($1, $2, now()) \
                   ON CONFLICT (id) DO UPDATE SET checksum = excluded.checksum, finished_at = now(), \
                   failed_statement = NULL, error = NULL";
        self.write(sql, &[&migration.id.as_str(), &migration.checksum().as_str()])
    }

    /// Writes that nothing of a migration is there; a row of Prisma's ledger is marked as rolled back.
    ///
    /// # Errors
    /// What the server says.
    pub fn declare_rolled_back(&mut self, id: &MigrationId) -> Result<(), Box<Diagnostic>> {
        self.forget(id)?;
        if self.exists("_prisma_migrations")? {
            let sql = "UPDATE _prisma_migrations SET rolled_back_at = now() \
                       WHERE migration_name = $1 AND rolled_back_at IS NULL";
            self.write(sql, &[&id.as_str()])?;
        }
        Ok(())
    }

    /// The step of a migration that was announced and not recorded, if there is one.
    ///
    /// # Errors
    /// What the server says.
    pub fn open_step(&mut self, id: &MigrationId) -> Result<Option<OpenStep>, Box<Diagnostic>> {
        if !self.exists("public._icms_steps")? {
            return Ok(None);
        }
        for direction in [Direction::Up, Direction::Down] {
            let steps = self.steps(id, direction)?;
            if let Some(at) = steps.iter().position(|step| !step.finished) {
                return Ok(Some(OpenStep { direction, number: at + 1 }));
            }
        }
        Ok(None)
    }

    /// Writes that the open step came to its end: the next run goes on behind it.
    ///
    /// # Errors
    /// What the server says.
    pub fn declare_step_done(&mut self, id: &MigrationId) -> Result<(), Box<Diagnostic>> {
        let sql =
            "UPDATE public._icms_steps SET finished_at = now() WHERE migration = $1 AND finished_at IS NULL";
        self.write(sql, &[&id.as_str()])
    }

    /// Writes that the open step did nothing: the next run begins with it.
    ///
    /// # Errors
    /// What the server says.
    pub fn declare_step_undone(&mut self, id: &MigrationId) -> Result<(), Box<Diagnostic>> {
        let sql = "DELETE FROM public._icms_steps WHERE migration = $1 AND finished_at IS NULL";
        self.write(sql, &[&id.as_str()])
    }

    /// What is applied. Where that is what a migration was folded from, the folded one takes its place first.
    ///
    /// # Errors
    /// What the server says.
    pub fn recognise(&mut self, journal: &Journal) -> Result<Vec<Applied>, Box<Diagnostic>> {
        let applied = self.applied()?;
        let recognised = icms_journal::recognised(journal, &applied);
        if recognised.is_empty() {
            return Ok(applied);
        }
        self.prepare()?;
        for migration in recognised {
            self.fold(migration)?;
        }
        self.applied()
    }

    /// Puts one migration into the place of the applied ones that it was folded from, in one transaction.
    ///
    /// # Errors
    /// What the server says.
    pub fn fold(&mut self, migration: &Migration) -> Result<(), Box<Diagnostic>> {
        let replaced: Vec<&str> = migration.replaces().iter().flat_map(icms_journal::Replaced::ids).collect();
        let sql = "WITH gone AS (DELETE FROM public._icms_migrations WHERE id = ANY ($3) \
                   RETURNING started_at, finished_at) \
                   INSERT INTO public._icms_migrations (id, checksum, started_at, finished_at) \
                   SELECT $1, $2, coalesce(min(started_at), now()), coalesce(max(finished_at), now()) FROM gone";
        self.write(sql, &[&migration.id.as_str(), &migration.checksum().as_str(), &replaced])
    }
}
