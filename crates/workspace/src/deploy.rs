//! Applying pending migrations.

use std::time::Duration;

use icms_connect::{Purpose, Session};
use icms_diagnostic::{Diagnostic, Diagnostics, FileId, Sources};
use icms_execute::{Direction, Event, Ledger, MigrationLock, Observer, Patience, Run, apply};
pub use icms_journal::MigrationId;
use icms_journal::{Entry, Journal, Migration, State};

use crate::codes;
use crate::db::backup;
use crate::line::Line;
use crate::migrate::{baseline, protection};
use crate::study::Study;
use crate::{Exit, Failure, Outcome, Project, privileges, status};

/// How long to wait for somebody else's deploy, unless the user says.
pub const PATIENCE: Duration = Duration::from_secs(600);

/// How to deploy.
#[derive(Debug, Clone, Copy)]
pub struct Options<'o> {
    /// The last migration to apply; all pending ones without.
    pub to: Option<&'o str>,
    /// How long to wait for somebody else's deploy.
    pub wait: Duration,
    /// How patient statements are.
    pub patience: Patience,
    /// Seconds since 1970, for the name of a backup.
    pub now: u64,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self { to: None, wait: PATIENCE, patience: Patience::default(), now: 0 }
    }
}

/// What would be applied, in order.
///
/// # Errors
/// No database, a history that is not clean.
pub fn pending(to: Option<&str>, project: &Project) -> Outcome<Vec<Migration>> {
    let (journal, url) = (status::journal(project)?, project.require_database()?);
    let mut session = Session::open(&url, Purpose::Read)?;
    let applied = Ledger::new(&mut session).applied()?;
    let mut chosen = chosen(&journal, &icms_journal::status(&journal, &applied), to)?;
    let there = baseline::recognised(&applied, &journal, &mut session, &url, project)?;
    chosen.retain(|migration| there.is_none_or(|there| there.id != migration.id));
    Ok(chosen)
}

/// Applies pending migrations.
///
/// # Errors
/// A database that cannot be reached, a history that is not clean (exit 4), the statement that failed.
pub fn run(options: Options<'_>, project: &Project, observer: &Observer<'_>) -> Outcome<Vec<MigrationId>> {
    on(&mut Line::default(), &Study::of(project)?, options, project, observer)
}

/// The same for one of many databases or namespaces.
///
/// # Errors
/// As [`run`].
pub fn on(
    line: &mut Line,
    study: &Study,
    options: Options<'_>,
    project: &Project,
    observer: &Observer<'_>,
) -> Outcome<Vec<MigrationId>> {
    let session = line.session(Purpose::Write, project)?;
    let mut lock = MigrationLock::over(session, options.wait, observer)?;
    lock.permit(project.programs());
    let applied = locked(&mut lock, study, options, project, observer)?;
    line.keep(lock.release());
    Ok(applied)
}

fn locked(
    lock: &mut MigrationLock,
    study: &Study,
    options: Options<'_>,
    project: &Project,
    observer: &Observer<'_>,
) -> Outcome<Vec<MigrationId>> {
    let journal = study.journal();
    let entries = {
        let mut ledger = Ledger::new(lock.session());
        ledger.prepare()?;
        if project.protected() {
            let name = project.environment.as_deref().unwrap_or("default");
            ledger.set_meta("protected", name)?;
        }
        let applied = ledger.recognise(journal)?;
        icms_journal::status(journal, &baseline::take_over(applied, journal, lock, project, observer)?)
    };
    let chosen = chosen(journal, &entries, options.to)?;
    let applied = journal.migrations().iter().zip(&entries).filter(|(_, e)| e.state == State::Applied);
    let applied: Vec<&Migration> = applied.map(|(m, _)| m).collect();
    let next: Vec<&Migration> = chosen.iter().collect();
    if !next.is_empty() {
        privileges::demand(lock.session(), &study.intent(&applied, &next, Direction::Up))?;
    }
    sealed(&chosen, lock, project, observer)?;
    let asked = project.config.backup.before_deploy && !chosen.is_empty();
    if asked && protection::environment(lock.session(), project)?.is_some() {
        let options = backup::Options { now: options.now, ..backup::Options::default() };
        let url = project.require_database()?;
        study.once(lock.session().database(), || {
            observer(Event::BackedUp { file: &backup::of(&url, &options, project)?.file });
            Ok(())
        })?;
    }
    for migration in &chosen {
        one(lock, migration, options.patience, project, observer)?;
    }
    Ok(chosen.into_iter().map(|m| m.id).collect())
}

/// Says which ones are not what was sealed; a protected database refuses them.
fn sealed(
    chosen: &[Migration],
    lock: &mut MigrationLock,
    project: &Project,
    observer: &Observer<'_>,
) -> Outcome<()> {
    let mut edited = chosen.iter().filter(|m| m.edited()).peekable();
    let Some(first) = edited.peek() else { return Ok(()) };
    if let Some(name) = protection::environment(lock.session(), project)? {
        let message = format!("{} was edited after it was sealed, and `{name}` is protected", first.id);
        let help = format!("`icms migrate seal {}` proves what is there now; have it reviewed", first.id);
        let refusal = Diagnostic::error(codes::UNSEALED, message).help(help);
        return Err(Box::new(Failure::new(Exit::Protected, refusal)));
    }
    edited.for_each(|migration| observer(Event::Unsealed { migration: &migration.id }));
    Ok(())
}

fn one(
    lock: &mut MigrationLock,
    migration: &Migration,
    patience: Patience,
    project: &Project,
    observer: &Observer<'_>,
) -> Outcome<()> {
    let path = project.config.migrations.join(migration.id.as_str()).join(migration.dialect.script());
    let run = Run { migration, direction: Direction::Up, text: &migration.up, file: SCRIPT };
    apply(lock, run, patience, observer)
        .map_err(|diagnostic| in_script(*diagnostic, path.display().to_string(), &migration.up))
}

/// The only script of a failure.
pub(crate) const SCRIPT: FileId = FileId(0);

/// What a server says of a script, whose values are shown to nobody who did not ask for them.
pub(crate) fn in_script(diagnostic: Diagnostic, name: impl Into<String>, text: &str) -> Box<Failure> {
    let (mut sources, mut diagnostics) = (Sources::default(), Diagnostics::default());
    sources.add_concealed(name, icms_sql::conceal_in_place(text), text);
    diagnostics.push(diagnostic);
    Box::new(Failure::of(diagnostics, sources))
}

/// The pending and the failed ones in order, up to `to`; refuses when something applied is edited, missing or
/// diverged.
fn chosen(journal: &Journal, entries: &[Entry], to: Option<&str>) -> Outcome<Vec<Migration>> {
    let pending = icms_journal::pending(journal, entries).map_err(|entry| {
        let message = format!("{} is {}", entry.id, entry.state.word());
        let refusal = Diagnostic::error(codes::NOT_CLEAN, message)
            .help("`icms migrate status` tells what to do about it");
        Failure::new(Exit::Protected, refusal)
    })?;
    let until = match to {
        Some(id) => journal.until(&journal.find(id)?.id),
        None => journal.migrations(),
    };
    let wanted = |migration: &&Migration| until.iter().any(|m| m.id == migration.id);
    Ok(pending.into_iter().filter(wanted).cloned().collect())
}
