//! Undoing migrations, newest first.

use icms_classify::DataLoss as Loss;
use icms_diagnostic::{Code, Diagnostic, Sources};
use icms_execute::{Direction, MigrationLock, Observer, Patience, Run, apply};
use icms_journal::{Journal, Migration, MigrationId, State};

use crate::deploy::with_sources;
use crate::{Exit, Failure, Outcome, Project, deploy, judging, privileges, status};

/// How far to go back.
#[derive(Debug, Clone, Copy)]
pub enum Reach<'i> {
    /// This many migrations.
    Steps(usize),
    /// Until this one is the newest.
    To(&'i str),
}

/// Whether values may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataLoss {
    /// `--accept-data-loss`
    Accepted,
    /// Refuse.
    Refused,
}

/// Runs `down.sql` of the newest applied migrations.
///
/// # Errors
/// A migration without a way back, one that loses values (exit 4), the statement that failed.
pub fn run(
    reach: Reach<'_>,
    loss: DataLoss,
    project: &Project,
    observer: &Observer<'_>,
) -> Outcome<Vec<MigrationId>> {
    let url = project.require_database()?;
    let journal = status::journal(project)?;
    let mut lock = MigrationLock::take(&url, deploy::PATIENCE, observer)?;
    let entries = icms_journal::status(&journal, &status::recognise(lock.session(), &journal)?);
    let chosen = chosen(&journal, &entries, reach)?;
    for migration in &chosen {
        if loss == DataLoss::Refused {
            refuse_loss(migration, &journal, project)?;
        }
    }
    let applied = journal.migrations().iter().zip(&entries).filter(|(_, e)| e.state == State::Applied);
    let downs = chosen.iter().filter_map(|m| m.down.as_deref());
    privileges::demand(lock.session(), applied.map(|(m, _)| m.up.as_str()), downs)?;
    for migration in &chosen {
        let text = migration.down.as_deref().unwrap_or("");
        let path = project.config.migrations.join(migration.id.as_str()).join("down.sql");
        let mut sources = Sources::default();
        let file = sources.add(path.display().to_string(), text);
        let run = Run { migration, direction: Direction::Down, text, file };
        apply(&mut lock, run, Patience::default(), observer)
            .map_err(|diagnostic| with_sources(*diagnostic, sources))?;
    }
    Ok(chosen.into_iter().map(|m| m.id).collect())
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
            let refusal = Diagnostic::error(Code(5201), message).help("write one, or restore a backup");
            return Err(Box::new(Failure::new(Exit::Protected, refusal)));
        }
        chosen.push(migration.clone());
    }
    Ok(chosen)
}

fn refuse_loss(migration: &Migration, journal: &Journal, project: &Project) -> Outcome<()> {
    let findings = judging::down(migration, journal, project)?;
    let lost: Vec<String> = findings
        .iter()
        .filter_map(|f| match &f.data_loss {
            Loss::Loses(what) => Some(format!("{} ({what})", f.subject)),
            Loss::None => None,
        })
        .collect();
    if lost.is_empty() {
        return Ok(());
    }
    let message = format!("undoing {} loses {}", migration.id, lost.join(", "));
    let refusal = Diagnostic::error(Code(5202), message).help("say --accept-data-loss if that is meant");
    Err(Box::new(Failure::new(Exit::Protected, refusal)))
}
