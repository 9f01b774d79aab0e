//! A history, and what is worked out of it once however many databases it goes to.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};

use icms_classify::Finding;
use icms_execute::Direction;
use icms_introspect::Intent;
use icms_journal::{Journal, Migration, MigrationId};

use crate::{Outcome, Project, judging, privileges, status};

/// Scripts: those that ran before, those to run, and which way.
type Scripts = (Vec<MigrationId>, Vec<MigrationId>, Direction);

/// A history and what is known of it so far.
#[derive(Debug)]
pub struct Study {
    journal: Journal,
    losses: Mutex<BTreeMap<MigrationId, Arc<Vec<Finding>>>>,
    intents: Mutex<BTreeMap<Scripts, Arc<Intent>>>,
    backed_up: Mutex<BTreeSet<String>>,
}

impl Study {
    /// Of the project's history.
    ///
    /// # Errors
    /// Unreadable folders, a history that does not hang together.
    pub fn of(project: &Project) -> Outcome<Self> {
        Ok(Self {
            journal: status::journal(project)?,
            losses: Mutex::default(),
            intents: Mutex::default(),
            backed_up: Mutex::default(),
        })
    }

    /// The history.
    #[must_use]
    pub const fn journal(&self) -> &Journal {
        &self.journal
    }

    /// What undoing a migration does.
    pub(crate) fn down(&self, migration: &Migration, project: &Project) -> Outcome<Arc<Vec<Finding>>> {
        if let Some(known) = open(&self.losses).get(&migration.id) {
            return Ok(Arc::clone(known));
        }
        let found = Arc::new(judging::down(migration, &self.journal, project)?);
        open(&self.losses).insert(migration.id.clone(), Arc::clone(&found));
        Ok(found)
    }

    /// What scripts are going to do, as far as privileges ask, in a history that is at home in `public`.
    pub(crate) fn intent(&self, applied: &[&Migration], next: &[&Migration], way: Direction) -> Arc<Intent> {
        let ids = |all: &[&Migration]| all.iter().map(|m| m.id.clone()).collect::<Vec<_>>();
        let scripts = (ids(applied), ids(next), way);
        if let Some(known) = open(&self.intents).get(&scripts) {
            return Arc::clone(known);
        }
        let found = Arc::new(privileges::intent(applied, next, way));
        open(&self.intents).insert(scripts, Arc::clone(&found));
        found
    }

    /// Does something for a database, unless it was done.
    pub(crate) fn once(&self, database: &str, work: impl FnOnce() -> Outcome<()>) -> Outcome<()> {
        let mut done = open(&self.backed_up);
        if !done.contains(database) {
            work()?;
            done.insert(database.to_owned());
        }
        Ok(())
    }
}

fn open<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
