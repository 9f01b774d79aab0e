//! The oldest migrations, folded into one that gives the same schema.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use icms_diagnostic::{Diagnostic, FileId};
use icms_journal::{Acknowledgements, Migration, MigrationId, Replaced};
use icms_model::Schema;
use icms_model::effect::Action;
use icms_replay::{Replay, StatementEffects, Transaction};
use icms_sql::{Script, Statement};

use super::draft::{Draft, between};
use super::proof::{self, Piece, Proven};
use crate::compare::Comparison;
use crate::{Failure, Outcome, Project, codes, generate, status};

/// Where the script of the folded migration comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Origin {
    /// Written anew from the schema.
    Schema,
    /// The scripts, one after the other: a statement does more than a schema tells.
    Scripts {
        /// The first such statement, and where it stands.
        because: String,
    },
}

/// What was done.
#[derive(Debug, Clone)]
pub struct Squashed {
    /// The new migration.
    pub id: MigrationId,
    /// What it stands for now, in order.
    pub replaced: Vec<MigrationId>,
    /// Where the folders of those are kept.
    pub kept: PathBuf,
    /// Where its script comes from.
    pub origin: Origin,
}

/// Folds everything up to `to` into one migration. Databases that applied all of it recognise the new one as applied.
///
/// # Errors
/// Fewer than two migrations, one that was edited after it was sealed, a proof that does not hold, files that cannot be
/// written.
pub fn run(to: &str, name: Option<&str>, project: &Project) -> Outcome<Squashed> {
    let journal = status::journal(project)?;
    let last = journal.find(to)?;
    let folded = journal.until(&last.id);
    refuse(folded, last)?;
    let (before, after) = (Schema::empty(), proof::schema(folded, project)?);
    let comparison = between(&before, &after, project)?;
    let (origin, up, down, acknowledged) = match beyond_schema(folded, project) {
        None => {
            generate::prove(&comparison, generate::ProofOn::Model, project)?;
            (Origin::Schema, comparison.up_sql(), Some(comparison.down_sql()), Acknowledgements::default())
        }
        Some(because) => (Origin::Scripts { because }, joined(folded), joined_back(folded), accepted(folded)),
    };
    let draft = Draft {
        id: id(last, name)?,
        parent: None,
        up,
        down,
        replaces: folded.iter().map(replaced).collect(),
        names: last.manifest.as_ref().map(|m| m.names.clone()).unwrap_or_default(),
        acknowledged,
    };
    demand_equal(&draft, &after, project)?;
    let kept = write(&draft, folded, &Proven { before, after }, &comparison, project)?;
    Ok(Squashed { id: draft.id, replaced: folded.iter().map(|m| m.id.clone()).collect(), kept, origin })
}

fn refuse(folded: &[Migration], last: &Migration) -> Outcome<()> {
    if folded.len() < 2 {
        let message = format!("there is nothing to fold: {} is the first migration", last.id);
        return Err(Diagnostic::error(codes::NOT_FOLDED, message).into());
    }
    let Some(edited) = folded.iter().find(|m| m.edited()) else { return Ok(()) };
    let message = format!("{} was edited after it was sealed: databases may have another text", edited.id);
    let help = format!("restore it, or `icms migrate seal {}` where it was applied nowhere", edited.id);
    Err(Diagnostic::error(codes::NOT_FOLDED, message).help(help).into())
}

/// The time of the newest, so that what follows still follows.
fn id(last: &Migration, name: Option<&str>) -> Outcome<MigrationId> {
    let title = match name {
        Some(name) => generate::named(name, "baseline_of_content_tables")?,
        None => format!("squashed_until_{}", last.id.title()),
    };
    let stamp = last.id.as_str().split('_').next().unwrap_or_default();
    Ok(MigrationId::new(format!("{stamp}_{title}")))
}

fn replaced(migration: &Migration) -> Replaced {
    Replaced {
        id: migration.id.to_string(),
        checksum: migration.checksum(),
        replaces: migration.replaces().to_vec(),
    }
}

/// The first statement whose work is not in the schema: it writes rows, makes what the model has no words for, or cannot
/// be known without running it.
pub(crate) fn beyond_schema(folded: &[Migration], project: &Project) -> Option<String> {
    let mut replay = Replay::new(Schema::empty());
    for migration in folded {
        let script = Script::parse(FileId(0), &migration.up);
        for statement in &script.statements {
            let effects = replay.apply(statement);
            if effects.effects.iter().any(|e| goes_beyond(&e.action)) {
                let place = proof::up(migration, project).name;
                return Some(format!("{} ({place})", first_line(statement)));
            }
        }
    }
    None
}

fn goes_beyond(action: &Action) -> bool {
    match action {
        Action::Data(_) | Action::Unmanaged { .. } | Action::Opaque(_) => true,
        Action::Table(_)
        | Action::Column(_)
        | Action::Constraint(_)
        | Action::Index(_)
        | Action::Enum(_)
        | Action::Object(_)
        | Action::Session => false,
    }
}

fn first_line(statement: &Statement) -> &str {
    statement.text().lines().next().unwrap_or_default()
}

/// The scripts in order. What one sets for its session must not reach the next.
fn joined(folded: &[Migration]) -> String {
    join(folded.iter().map(|m| (m, m.up.as_str())))
}

/// The ways back, newest first; none when one has none.
fn joined_back(folded: &[Migration]) -> Option<String> {
    let downs: Option<Vec<_>> =
        folded.iter().rev().map(|m| m.down.as_deref().map(|down| (m, down))).collect();
    downs.map(join)
}

fn join<'m>(scripts: impl IntoIterator<Item = (&'m Migration, &'m str)>) -> String {
    let mut out = String::new();
    for (migration, script) in scripts {
        // Writing to a string cannot fail.
        let _ = writeln!(out, "-- from {}\n{}", migration.id, script.trim());
        if sets_the_session(script) {
            out.push_str("RESET ALL;\n");
        }
        out.push('\n');
    }
    out
}

fn sets_the_session(script: &str) -> bool {
    let mut replay = Replay::new(Schema::empty());
    let sets = |done: StatementEffects| {
        let ends =
            matches!(done.transaction, Transaction::Begin | Transaction::Commit | Transaction::Rollback);
        !ends && done.effects.iter().any(|e| e.action == Action::Session)
    };
    Script::parse(FileId(0), script).statements.iter().any(|statement| sets(replay.apply(statement)))
}

/// What was accepted of the scripts stays accepted: an acknowledgement names the statement by its tokens.
fn accepted(folded: &[Migration]) -> Acknowledgements {
    Acknowledgements { list: folded.iter().flat_map(|m| m.acknowledged.list.iter().cloned()).collect() }
}

/// The one gives what the many gave; its way back leaves nothing.
fn demand_equal(draft: &Draft, after: &Schema, project: &Project) -> Outcome<()> {
    let piece = |file: &str, text| Piece { name: format!("{}/{file}", draft.id), text };
    let up = || piece("up.sql", draft.up.as_str());
    let made = proof::after([up()], project)?;
    let mut left = proof::differences(&made, after, project)?;
    if let Some(down) = &draft.down {
        let back = proof::after([up(), piece("down.sql", down.as_str())], project)?;
        left.extend(proof::differences(&back, &Schema::empty(), project)?);
    }
    if left.is_empty() {
        return Ok(());
    }
    let message = "the folded migration would not give what the others gave";
    let help = format!("it would still have to {}", proof::list(&left));
    Err(Diagnostic::error(codes::NOT_FOLDED, message).help(help).into())
}

/// Writes the folder and moves the others away; they are kept where the project keeps its state.
fn write(
    draft: &Draft,
    folded: &[Migration],
    proven: &Proven,
    comparison: &Comparison,
    project: &Project,
) -> Outcome<PathBuf> {
    let migrations = project.migrations_path();
    let kept = project.root.join(".icms").join("squashed").join(draft.id.as_str());
    std::fs::create_dir_all(&kept).map_err(|e| Failure::file(&kept, &e))?;
    let away = |id: &MigrationId| {
        let (from, to): (PathBuf, PathBuf) = (migrations.join(id.as_str()), kept.join(id.as_str()));
        rename(&from, &to)
    };
    folded.iter().try_for_each(|migration| away(&migration.id))?;
    draft.write(proven, comparison, project)?;
    Ok(kept)
}

fn rename(from: &Path, to: &Path) -> Outcome<()> {
    std::fs::rename(from, to).map_err(|e| Failure::file(from, &e).into())
}
