//! Undoing migrations, newest first.

use icms_connect::Purpose;
use icms_diagnostic::Diagnostic;
use icms_execute::{Direction, Ledger, MigrationLock, Observer, Patience, Run, apply};
use icms_journal::{Journal, Migration, MigrationId, State};

use crate::codes;
use crate::deploy::{SCRIPT, in_script};
use crate::line::Line;
use crate::loss::{self, DataLoss};
use crate::migrate::protection::{self, Insistence};
use crate::salvage::{self, Saved};
use crate::study::Study;
use crate::{Exit, Failure, Outcome, Project, deploy, privileges};

/// How far to go back.
#[derive(Debug, Clone, Copy)]
pub enum Reach<'i> {
    /// This many migrations.
    Steps(usize),
    /// Until this one is the newest.
    To(&'i str),
}

/// How to go back.
#[derive(Debug, Clone, Copy)]
pub struct Options<'o> {
    /// Whether values may go.
    pub loss: DataLoss,
    /// How somebody insists where the environment is protected.
    pub insistence: Insistence<'o>,
    /// Seconds since 1970.
    pub now: u64,
}

/// What was undone.
#[derive(Debug, Clone, Default)]
pub struct Undone {
    /// Newest first.
    pub migrations: Vec<MigrationId>,
    /// What was saved before it went, on a protected environment.
    pub saved: Vec<Saved>,
}

/// Runs `down.sql` of the newest applied migrations. On a protected environment what a migration loses is saved first.
///
/// # Errors
/// A migration without a way back, one that loses values (exit 4), the statement that failed.
pub fn run(
    reach: Reach<'_>,
    options: Options<'_>,
    project: &Project,
    observer: &Observer<'_>,
) -> Outcome<Undone> {
    on(&mut Line::default(), &Study::of(project)?, reach, options, project, observer)
}

/// The same for one of many databases or namespaces.
///
/// # Errors
/// As [`run`].
pub fn on(
    line: &mut Line,
    study: &Study,
    reach: Reach<'_>,
    options: Options<'_>,
    project: &Project,
    observer: &Observer<'_>,
) -> Outcome<Undone> {
    let session = line.session(Purpose::Write, project)?;
    let mut lock = MigrationLock::over(session, deploy::PATIENCE, observer)?;
    lock.permit(project.programs());
    let undone = locked(&mut lock, study, reach, options, project, observer)?;
    line.keep(lock.release());
    Ok(undone)
}

fn locked(
    lock: &mut MigrationLock,
    study: &Study,
    reach: Reach<'_>,
    options: Options<'_>,
    project: &Project,
    observer: &Observer<'_>,
) -> Outcome<Undone> {
    let journal = study.journal();
    let entries = icms_journal::status(journal, &Ledger::new(lock.session()).recognise(journal)?);
    let chosen = chosen(journal, &entries, reach)?;
    let mut lossy = Vec::new();
    for migration in &chosen {
        let losses = study.down(migration, project)?;
        loss::demand(&format!("undoing {}", migration.id), &losses, options.loss)?;
        if loss::any(&losses) {
            protection::insist("down", &migration.id, &losses, options.insistence, lock.session(), project)?;
        }
        lossy.push(losses);
    }
    let applied = journal.migrations().iter().zip(&entries).filter(|(_, e)| e.state == State::Applied);
    let applied: Vec<&Migration> = applied.map(|(m, _)| m).collect();
    let next: Vec<&Migration> = chosen.iter().collect();
    privileges::demand(lock.session(), &study.intent(&applied, &next, Direction::Down))?;
    let mut undone = Undone::default();
    for (migration, losses) in chosen.into_iter().zip(&lossy) {
        if protection::environment(lock.session(), project)?.is_some() {
            let name = format!("before_down_of_{}", migration.id);
            undone.saved.extend(salvage::save(losses, &name, options.now, lock.session(), project)?);
        }
        one(lock, &migration, project, observer)?;
        undone.migrations.push(migration.id);
    }
    Ok(undone)
}

fn one(
    lock: &mut MigrationLock,
    migration: &Migration,
    project: &Project,
    observer: &Observer<'_>,
) -> Outcome<()> {
    let text = migration.down.as_deref().unwrap_or("");
    let path = project.config.migrations.join(migration.id.as_str()).join("down.sql");
    let run = Run { migration, direction: Direction::Down, text, file: SCRIPT };
    apply(lock, run, Patience::default(), observer)
        .map_err(|diagnostic| in_script(*diagnostic, path.display().to_string(), text))
}

/// The applied ones to undo, newest first.
fn chosen(journal: &Journal, entries: &[icms_journal::Entry], reach: Reach<'_>) -> Outcome<Vec<Migration>> {
    let stop = match reach {
        Reach::To(id) => Some(journal.find(id)?.id.clone()),
        Reach::Steps(_) => None,
    };
    let mut chosen = Vec::new();
    for (migration, entry) in journal.migrations().iter().zip(entries).rev() {
        let full = matches!(reach, Reach::Steps(n) if chosen.len() >= n);
        if full || stop.as_ref() == Some(&migration.id) {
            break;
        }
        match entry.state {
            State::Applied | State::Undoing | State::Edited => {}
            State::Pending
            | State::Failed { .. }
            | State::Missing
            | State::Diverged
            | State::Partial { .. } => continue,
        }
        if migration.down.is_none() {
            let message = format!("{} has no down.sql", migration.id);
            let refusal =
                Diagnostic::error(codes::NO_WAY_BACK, message).help("write one, or restore a backup");
            return Err(Box::new(Failure::new(Exit::Protected, refusal)));
        }
        chosen.push(migration.clone());
    }
    Ok(chosen)
}
