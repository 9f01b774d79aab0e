//! Accepting findings.

use std::path::PathBuf;

use icms_diagnostic::Diagnostic;
use icms_model::Facts;
use icms_report::Item;

use crate::codes;
use crate::history::{self, Course};
use crate::judging::{self, Bench, Text};
use crate::load::Context;
use crate::{Failure, Outcome, Project, status};

/// What was accepted, and where it stands now.
#[derive(Debug, Clone)]
pub struct Acknowledged {
    /// The object of the finding.
    pub subject: String,
    /// The file.
    pub file: PathBuf,
}

/// Writes an acknowledgement of the finding that `wanted` names: a fingerprint, or a code or object that only one
/// open finding has.
///
/// # Errors
/// A reason that says nothing, a finding that is not there or not the only one.
pub fn finding(wanted: &str, reason: &str, project: &Project) -> Outcome<Acknowledged> {
    if reason.trim().chars().count() < 5 {
        let message = "the reason says nothing";
        return Err(Diagnostic::error(codes::NO_REASON, message)
            .help("say why it is fine, for whoever reads it next year")
            .into());
    }
    let journal = status::journal(project)?;
    let context = Context::default();
    let mut course = Course::new(project, &context);
    let mut candidates: Vec<(usize, Item)> = Vec::new();
    for (at, migration) in journal.migrations().iter().enumerate() {
        let before = course.schema()?;
        let text = Text { file: "", migration: None, sql: &migration.up };
        let facts = Facts::default();
        let bench = Bench { policy: &project.policy, facts: &facts, target: project.target() };
        let judgement = judging::script(&before, text, &migration.acknowledged, bench);
        let matching = judgement.items.into_iter().filter(|item| names(item, wanted));
        candidates.extend(matching.map(|item| (at, item)));
        course.apply(history::path(migration, project), &migration.up);
    }
    // A code may also have been accepted in an older migration: only the open ones are meant then.
    if candidates.len() > 1 {
        candidates.retain(|(_, item)| item.refused());
    }
    match candidates.as_slice() {
        [(at, item)] => {
            let migration = &journal.migrations()[*at];
            let mut acknowledged = migration.acknowledged.clone();
            acknowledged.add(&item.finding, &item.sql, reason.trim());
            let file = project.migrations_path().join(migration.id.as_str()).join("acknowledged.toml");
            let text = acknowledged.to_toml().map_err(|why| Diagnostic::error(codes::NOT_WRITABLE, why))?;
            std::fs::write(&file, text).map_err(|e| Failure::file(&file, &e))?;
            Ok(Acknowledged { subject: item.finding.subject.to_string(), file })
        }
        [] => {
            Err(Diagnostic::error(codes::UNKNOWN_FINDING, format!("no migration has a finding `{wanted}`"))
                .help("`icms check` prints the findings with their fingerprints")
                .into())
        }
        several => {
            let list: Vec<String> =
                several.iter().map(|(_, i)| format!("{} ({})", i.fingerprint, i.finding.subject)).collect();
            let message = format!("`{wanted}` names {} findings", several.len());
            Err(Diagnostic::error(codes::SEVERAL_FINDINGS, message)
                .help(format!("say which: {}", list.join(", ")))
                .into())
        }
    }
}

fn names(item: &Item, wanted: &str) -> bool {
    item.fingerprint.as_str() == wanted
        || item.finding.code.eq_ignore_ascii_case(wanted)
        || item.finding.subject.to_string() == wanted
}
