//! A person says what became of a migration that failed, or of a step in doubt.

use icms_diagnostic::Diagnostic;
use icms_execute::{Ledger, MigrationLock, Observer, OpenStep};
use icms_journal::{Entry, MigrationId, State};

use super::protection;
use crate::{Outcome, Project, codes, deploy, status};

/// What a person says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Verdict {
    /// `--applied`
    Applied,
    /// `--rolled-back`
    RolledBack,
}

impl Verdict {
    const fn flag(self) -> &'static str {
        match self {
            Self::Applied => "--applied",
            Self::RolledBack => "--rolled-back",
        }
    }
}

/// What it is said of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Part {
    /// The migration; refused while one of its steps is in doubt.
    #[default]
    Unsaid,
    /// `--step <n>`: the step that is in doubt.
    Step(usize),
    /// `--whole`: the migration, whatever its steps are.
    Whole,
}

/// What the ledger says now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Resolved {
    /// The whole migration.
    Migration(MigrationId),
    /// One of its steps; the next run goes on from there.
    Step(MigrationId, usize),
}

/// Writes the verdict into the ledger.
///
/// # Errors
/// A migration of which that cannot be said.
pub fn run(
    id: &str,
    verdict: Verdict,
    part: Part,
    project: &Project,
    observer: &Observer<'_>,
) -> Outcome<Resolved> {
    let url = project.require_database()?;
    let journal = status::journal(project)?;
    let mut lock = MigrationLock::take(&url, deploy::PATIENCE, observer)?;
    let session = lock.session();
    Ledger::new(session).prepare()?;
    let entries = icms_journal::status(&journal, &Ledger::new(session).applied()?);
    let missing = |e: &&Entry| e.state == State::Missing && e.id.as_str() == id;
    let id = match entries.iter().find(missing) {
        Some(entry) => entry.id.clone(),
        None => journal.find(id)?.id.clone(),
    };
    let open = Ledger::new(session).open_step(&id)?;
    let mut ledger = Ledger::new(session);
    if let Some(number) = step(&id, open, part)? {
        match verdict {
            Verdict::Applied => ledger.declare_step_done(&id)?,
            Verdict::RolledBack => ledger.declare_step_undone(&id)?,
        }
        let action = format!("resolve {} --step {number}", verdict.flag());
        protection::log(&action, Some(&id), None, None, session, project)?;
        return Ok(Resolved::Step(id, number));
    }
    let state = entries.iter().find(|e| e.id == id).map(|e| &e.state);
    if let Some(why) = state.and_then(|state| refusal(state, verdict)) {
        return Err(Diagnostic::error(codes::NOT_RESOLVED, format!("{id} {why}")).into());
    }
    match verdict {
        Verdict::Applied => ledger.declare_applied(journal.find(id.as_str())?)?,
        Verdict::RolledBack => ledger.declare_rolled_back(&id)?,
    }
    let action = format!("resolve {}", verdict.flag());
    protection::log(&action, Some(&id), None, None, session, project)?;
    Ok(Resolved::Migration(id))
}

/// The step that is meant; none for the whole migration.
fn step(id: &MigrationId, open: Option<OpenStep>, part: Part) -> Outcome<Option<usize>> {
    match (part, open) {
        (Part::Whole, _) | (Part::Unsaid, None) => Ok(None),
        (Part::Step(number), Some(open)) if open.number == number => Ok(Some(number)),
        (Part::Step(number), open) => {
            let message = format!("step {number} of {id} is not in doubt");
            let help = open.map_or("no step of it is".to_owned(), |open| format!("step {} is", open.number));
            Err(Diagnostic::error(codes::NOT_RESOLVED, message).help(help).into())
        }
        (Part::Unsaid, Some(open)) => {
            let message = format!("step {} of {id} is in doubt", open.number);
            let help = format!(
                "say --step {} when that step alone is meant (the next run goes on behind it), or --whole for all of {id}",
                open.number
            );
            Err(Diagnostic::error(codes::NOT_RESOLVED, message).help(help).into())
        }
    }
}

/// Why that cannot be said of a migration in this state.
const fn refusal(state: &State, verdict: Verdict) -> Option<&'static str> {
    match (state, verdict) {
        (State::Applied, Verdict::Applied) => Some("is applied already"),
        (State::Edited, Verdict::Applied) => {
            Some("is applied, and its script was edited afterwards: restore the script instead")
        }
        (State::Missing, Verdict::Applied) => Some("has no folder here: restore it first"),
        (State::Applied | State::Edited, Verdict::RolledBack) => {
            Some("is applied: `icms migrate down` undoes it")
        }
        (State::Pending | State::Diverged, Verdict::RolledBack) => Some("was never begun here"),
        (State::Partial { .. }, Verdict::Applied | Verdict::RolledBack) => {
            Some("was folded from others: deploy the revision before it was")
        }
        (State::Pending | State::Diverged | State::Failed { .. } | State::Undoing, Verdict::Applied)
        | (State::Failed { .. } | State::Undoing | State::Missing, Verdict::RolledBack) => None,
    }
}
