//! One migration undone by a later one, wherever in the history it stands.

use std::path::PathBuf;

use icms_connect::{Purpose, Session};
use icms_diagnostic::{Diagnostic, FileId};
use icms_execute::Observer;
use icms_journal::{Acknowledgements, FieldNames, Journal, Migration, MigrationId, timestamp_id};
use icms_model::{Facts, Schema};
use icms_sql::Script;

use super::draft::{Draft, between};
use super::proof::{self, Proven};
use super::protection::{self, Insistence};
use crate::compare::Comparison;
use crate::loss::{self, DataLoss};
use crate::salvage::{self, Saved};
use crate::{Failure, Outcome, Project, codes, deploy, generate, status};

/// Whether the new migration is applied at once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Apply {
    /// It is, with whatever else is pending.
    Now,
    /// `--write-only`: a later deploy does it.
    Later,
}

/// How to revert.
#[derive(Debug, Clone, Copy)]
pub struct Options<'o> {
    /// Whether it is applied.
    pub apply: Apply,
    /// Whether values may go.
    pub loss: DataLoss,
    /// How somebody insists where the environment is protected.
    pub insistence: Insistence<'o>,
    /// Seconds since 1970.
    pub now: u64,
}

/// What was done.
#[derive(Debug, Clone)]
pub struct Reverted {
    /// The folder of the new migration.
    pub folder: PathBuf,
    /// What was saved before it went, on a protected environment.
    pub saved: Vec<Saved>,
    /// What was applied, in order.
    pub applied: Vec<MigrationId>,
}

/// Writes the migration that undoes `id` on top of the whole history, and applies it. Proven by replay: afterwards the
/// schema is the one that the history without that migration gives.
///
/// # Errors
/// A later migration that stands on it (it is named), a migration that changed no schema and has no way back, values that
/// would go (exit 4), whatever deploying says.
pub fn run(id: &str, options: Options<'_>, project: &Project, observer: &Observer<'_>) -> Outcome<Reverted> {
    let journal = status::journal(project)?;
    let target = journal.find(id)?;
    let now = proof::schema(journal.migrations(), project)?;
    let wanted = without(target, &journal, project)?;
    let comparison = between(&now, &wanted, project)?;
    let draft = draft(target, &journal, &comparison, options.now, project)?;
    let proven = Proven { before: now, after: wanted };
    let saved = match options.apply {
        Apply::Later => Vec::new(),
        Apply::Now => guard(&draft, target, &proven.before, options, project)?,
    };
    let folder = draft.write(&proven, &comparison, project)?;
    let applied = match options.apply {
        Apply::Later => Vec::new(),
        Apply::Now => {
            let to = Some(draft.id.as_str());
            let to = deploy::Options { to, now: options.now, ..deploy::Options::default() };
            deploy::run(to, project, observer)?
        }
    };
    Ok(Reverted { folder, saved, applied })
}

/// The schema that the history gives without one of its migrations.
fn without(target: &Migration, journal: &Journal, project: &Project) -> Outcome<Schema> {
    let until = |end: usize| {
        proof::schema(journal.migrations().iter().take(end).filter(|m| m.id != target.id), project)
    };
    let all = journal.migrations().len();
    until(all).map_err(|failure| {
        let first = journal.until(&target.id).len();
        let stands = (first + 1..=all)
            .find(|end| until(*end).is_err())
            .and_then(|end| journal.migrations().get(end - 1));
        stands.map_or(failure, |later| stands_on(later, target))
    })
}

fn stands_on(later: &Migration, target: &Migration) -> Box<Failure> {
    if later.id.title() == title(target) {
        let message = format!("{} undoes {} already", later.id, target.id);
        let help = "`icms migrate deploy` applies it where it is pending";
        return Diagnostic::error(codes::NOT_REVERTED, message).help(help).into();
    }
    let message = format!("{} stands on {}: without it, it would fail", later.id, target.id);
    let help = format!(
        "`icms migrate revert {}` first, or write the way back by hand (`icms migrate new`)",
        later.id
    );
    Diagnostic::error(codes::NOT_REVERTED, message).help(help).into()
}

/// What the migration that undoes another one is called.
fn title(target: &Migration) -> String {
    format!("revert_{}", target.id.title())
}

/// The migration's own scripts the other way round where they hold on top of everything, since people put into them what
/// no schema tells; otherwise the plan between the two schemas.
fn draft(
    target: &Migration,
    journal: &Journal,
    comparison: &Comparison,
    now: u64,
    project: &Project,
) -> Outcome<Draft> {
    let (up, down) = match own_scripts(target, journal, comparison, project) {
        Some(scripts) => scripts,
        None if comparison.is_empty() => {
            let message = format!("{} changed nothing of the schema, and has no way back", target.id);
            let help = "write what is to happen by hand: `icms migrate new`";
            return Err(Diagnostic::error(codes::NOT_REVERTED, message).help(help).into());
        }
        None => {
            generate::prove(comparison, generate::ProofOn::Model, project)?;
            (comparison.up_sql(), comparison.down_sql())
        }
    };
    let last = journal.last();
    Ok(Draft {
        id: timestamp_id(now, &title(target), last.map(|m| &m.id)),
        parent: last.map(|m| m.id.clone()),
        up,
        down: Some(down),
        replaces: Vec::new(),
        names: names(journal.before(&target.id).last()).moved(&names(Some(target)), &names(last)),
        acknowledged: Acknowledgements::default(),
    })
}

fn names(migration: Option<&Migration>) -> FieldNames {
    migration.and_then(|m| m.manifest.as_ref()).map(|m| m.names.clone()).unwrap_or_default()
}

/// Both scripts of the migration, if they lead to the wanted schema and back on top of the whole history.
fn own_scripts(
    target: &Migration,
    journal: &Journal,
    comparison: &Comparison,
    project: &Project,
) -> Option<(String, String)> {
    let down = proof::down(target, project)?;
    let all = || journal.migrations().iter().map(|m| proof::up(m, project));
    let holds = |made: Outcome<Schema>, wanted: &Schema| {
        made.and_then(|made| proof::differences(&made, wanted, project)).is_ok_and(|left| left.is_empty())
    };
    let undone = proof::after(all().chain([down.clone()]), project);
    let again = proof::after(all().chain([down.clone(), proof::up(target, project)]), project);
    let both = holds(undone, &comparison.schemas.after) && holds(again, &comparison.schemas.before);
    both.then(|| (down.text.to_owned(), target.up.clone()))
}

/// What has to be said or saved before anything is written.
fn guard(
    draft: &Draft,
    target: &Migration,
    before: &Schema,
    options: Options<'_>,
    project: &Project,
) -> Outcome<Vec<Saved>> {
    let script = Script::parse(FileId(0), &draft.up);
    let findings = icms_classify::classify(before, &script, &Facts::default(), project.target());
    loss::demand(&format!("reverting {}", target.id), &findings, options.loss)?;
    if !loss::any(&findings) {
        return Ok(Vec::new());
    }
    let mut session = Session::open(&project.require_database()?, Purpose::Write)?;
    if protection::environment(&mut session, project)?.is_none() {
        return Ok(Vec::new());
    }
    protection::insist("revert", &target.id, &findings, options.insistence, &mut session, project)?;
    salvage::save(&findings, &format!("before_revert_of_{}", target.id), options.now, &mut session, project)
}
