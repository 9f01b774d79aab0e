//! Scripts → findings with what the gate makes of them. `generate` and `check` both come here.

use icms_classify::{Finding, Policy, classify};
use icms_diagnostic::FileId;
use icms_journal::{Acknowledgements, Journal, Migration, fingerprint};
use icms_model::{Facts, Schema, Target};
use icms_report::{Item, Judgement};
use icms_sql::Script;

use crate::load::Context;
use crate::{Outcome, Project, history};

/// A script to judge.
#[derive(Debug, Clone, Copy)]
pub struct Text<'t> {
    /// Its path, for the report.
    pub file: &'t str,
    /// The migration it belongs to, if any.
    pub migration: Option<&'t str>,
    /// The script.
    pub sql: &'t str,
}

/// What everything is judged by.
#[derive(Debug, Clone, Copy)]
pub struct Bench<'b> {
    /// Levels.
    pub policy: &'b Policy,
    /// Measured facts.
    pub facts: &'b Facts,
    /// The server.
    pub target: Target,
}

/// Judges a script that runs on top of a schema.
#[must_use]
pub fn script(
    before: &Schema,
    text: Text<'_>,
    acknowledged: &Acknowledgements,
    bench: Bench<'_>,
) -> Judgement {
    let script = Script::parse(FileId(0), text.sql);
    let items = classify(before, &script, bench.facts, bench.target)
        .into_iter()
        .map(|finding| item(finding, &script, text.sql, acknowledged, bench.policy))
        .collect();
    Judgement { file: text.file.to_owned(), migration: text.migration.map(str::to_owned), items }
}

fn item(
    finding: Finding,
    script: &Script,
    sql: &str,
    acknowledged: &Acknowledgements,
    policy: &Policy,
) -> Item {
    let statement = script.statements.get(finding.statement);
    let text = statement.map_or("", |s| s.text());
    let line =
        statement.map_or(1, |s| sql.get(..s.span().start as usize).unwrap_or(sql).matches('\n').count() + 1);
    Item {
        fingerprint: fingerprint(&finding),
        level: policy.level(&finding),
        acknowledged: acknowledged.covering(&finding, text).map(|a| a.reason.clone()),
        line,
        sql: text.to_owned(),
        finding,
    }
}

/// The schema before a migration of a journal.
///
/// # Errors
/// Scripts before it that cannot be replayed.
pub fn schema_before(migration: &Migration, journal: &Journal, project: &Project) -> Outcome<Schema> {
    schema_until(journal.migrations().iter().take_while(|m| m.id != migration.id), project)
}

fn schema_until<'m>(migrations: impl Iterator<Item = &'m Migration>, project: &Project) -> Outcome<Schema> {
    let scripts: Vec<(Script, String)> =
        migrations.map(|m| (Script::parse(FileId(0), &m.up), m.up.clone())).collect();
    let sources = icms_diagnostic::Sources::default();
    Ok(history::run(&scripts, sources, project, &Context::default())?.schema)
}

/// What undoing a migration does.
///
/// # Errors
/// Scripts up to it that cannot be replayed.
pub fn down(migration: &Migration, journal: &Journal, project: &Project) -> Outcome<Vec<Finding>> {
    let until: Vec<&Migration> = {
        let all = journal.migrations();
        let end = all.iter().position(|m| m.id == migration.id).map_or(all.len(), |at| at + 1);
        all.iter().take(end).collect()
    };
    let after = schema_until(until.into_iter(), project)?;
    let script = Script::parse(FileId(0), migration.down.as_deref().unwrap_or(""));
    Ok(classify(&after, &script, &Facts::default(), project.target()))
}
