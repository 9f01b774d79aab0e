//! Whether two branches of a history may run in either order, and if not, which two statements are to blame.

use icms_diagnostic::{Diagnostic, FileId};
use icms_journal::Migration;
use icms_model::effect::Action;
use icms_model::{ObjectRef, Schema};
use icms_replay::Replay;
use icms_sql::Script;

use super::proof;
use crate::{Failure, Outcome, Project, codes};

/// Two branches of a history.
#[derive(Debug, Clone, Copy)]
pub(super) struct Fork<'f> {
    /// What both stand on, in order.
    pub base: &'f [&'f Migration],
    /// One of them.
    pub one: &'f [&'f Migration],
    /// The other.
    pub other: &'f [&'f Migration],
}

/// Refuses branches that give different schemas in different orders, or of which one writes rows of a table that the
/// other touches.
///
/// # Errors
/// The two statements that conflict; scripts that cannot be replayed.
pub(super) fn demand(fork: Fork<'_>, project: &Project) -> Outcome<()> {
    let after = |branches: [&[&Migration]; 2]| {
        proof::schema(fork.base.iter().chain(branches[0]).chain(branches[1]).copied(), project)
    };
    // A branch that does not even stand alone is no conflict of two.
    let base = proof::schema(fork.base.iter().copied(), project)?;
    for alone in [fork.one, fork.other] {
        after([alone, &[]])?;
    }
    let (one, other) = (statements(&base, fork.one), statements(&base, fork.other));
    let rows = clash(&one, &other, |a, b| a.writes_rows_of_what(b) || b.writes_rows_of_what(a));
    if let Some((a, b)) = rows {
        return Err(conflict(a, b, "one writes rows of a table that the other touches"));
    }
    let why = match (after([fork.one, fork.other]), after([fork.other, fork.one])) {
        (Ok(forth), Ok(back)) => {
            let left = proof::differences(&back, &forth, project)?;
            if left.is_empty() {
                return Ok(());
            }
            format!("the schema depends on which runs first: {}", proof::list(&left))
        }
        (Err(failure), _) | (_, Err(failure)) => {
            format!("one fails behind the other: {}", first_message(&failure))
        }
    };
    let same = clash(&one, &other, |a, b| a.object == b.object);
    let near =
        || clash(&one, &other, |a, b| a.object.table().is_some() && a.object.table() == b.object.table());
    match same.or_else(near) {
        Some((a, b)) => Err(conflict(a, b, &why)),
        None => Err(unnamed(fork, &why)),
    }
}

/// A statement of a branch, and one thing it does.
#[derive(Debug)]
struct Deed<'m> {
    migration: &'m Migration,
    sql: String,
    object: ObjectRef,
    rows: bool,
}

impl Deed<'_> {
    fn writes_rows_of_what(&self, other: &Self) -> bool {
        self.rows && self.object.table().is_some() && self.object.table() == other.object.table()
    }
}

/// Everything a branch does on top of a schema. What cannot be known without a server is no reason for a conflict here:
/// the schemas that both orders give are compared in any case.
fn statements<'m>(base: &Schema, branch: &[&'m Migration]) -> Vec<Deed<'m>> {
    let mut replay = Replay::new(base.clone());
    let mut deeds = Vec::new();
    for migration in branch {
        for statement in &Script::parse(FileId(0), &migration.up).statements {
            for effect in replay.apply(statement).effects {
                let rows = matches!(effect.action, Action::Data(_));
                let sql = statement.text().lines().next().unwrap_or_default().to_owned();
                deeds.push(Deed { migration, sql, object: effect.object, rows });
            }
        }
    }
    deeds
}

/// The first pair of which something holds.
fn clash<'d, 'm>(
    one: &'d [Deed<'m>],
    other: &'d [Deed<'m>],
    holds: impl Fn(&Deed<'m>, &Deed<'m>) -> bool,
) -> Option<(&'d Deed<'m>, &'d Deed<'m>)> {
    one.iter().flat_map(|a| other.iter().map(move |b| (a, b))).find(|(a, b)| holds(a, b))
}

fn conflict(a: &Deed<'_>, b: &Deed<'_>, why: &str) -> Box<Failure> {
    let message =
        format!("`{}` in {} and `{}` in {} conflict: {why}", a.sql, a.migration.id, b.sql, b.migration.id);
    Diagnostic::error(codes::CONFLICT, message).help(help(b.migration)).into()
}

fn unnamed(fork: Fork<'_>, why: &str) -> Box<Failure> {
    let name = |branch: &[&Migration]| branch.first().map_or_else(String::new, |m| m.id.to_string());
    let message = format!("{} and {} conflict: {why}", name(fork.one), name(fork.other));
    let diagnostic = Diagnostic::error(codes::CONFLICT, message);
    fork.other.first().map(|m| help(m)).into_iter().fold(diagnostic, Diagnostic::help).into()
}

fn help(last: &Migration) -> String {
    format!(
        "if {} was applied nowhere yet, remove its folder and run `icms generate` again; otherwise edit it to fit behind \
         the other, name its new parent, and `icms migrate seal` it",
        last.id
    )
}

fn first_message(failure: &Failure) -> String {
    failure.diagnostics.iter().next().map_or_else(String::new, |d| d.message.clone())
}
