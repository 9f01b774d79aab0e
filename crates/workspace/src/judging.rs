//! Scripts → findings with what the gate makes of them. `generate` and `check` both come here.

use icms_classify::{Finding, Policy, classify};
use icms_diagnostic::FileId;
use icms_journal::{Acknowledgements, Journal, Migration, fingerprint};
use icms_model::{Facts, Schema, Target};
use icms_report::{Item, Judgement, Touched};
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
    let lines = lines(&script, text.sql);
    let items = classify(before, &script, bench.facts, bench.target)
        .into_iter()
        .map(|finding| {
            let line = lines.get(finding.statement).copied().unwrap_or(1);
            item(finding, line, &script, acknowledged, bench.policy)
        })
        .collect();
    Judgement {
        file: text.file.to_owned(),
        migration: text.migration.map(str::to_owned),
        items,
        client: Vec::new(),
    }
}

/// The line of each statement, from 1.
fn lines(script: &Script, sql: &str) -> Vec<usize> {
    let (mut at, mut line) = (0, 1);
    let mut next = |start: usize| {
        line += sql.get(at..start).unwrap_or_default().matches('\n').count();
        at = start;
        line
    };
    script.statements.iter().map(|statement| next(statement.span().start as usize)).collect()
}

fn item(
    finding: Finding,
    line: usize,
    script: &Script,
    acknowledged: &Acknowledgements,
    policy: &Policy,
) -> Item {
    let text = script.statements.get(finding.statement).map_or("", |s| s.text());
    Item {
        fingerprint: fingerprint(&finding),
        level: policy.level(&finding),
        acknowledged: acknowledged.covering(&finding, text).map(|a| a.reason.clone()),
        line,
        sql: text.to_owned(),
        finding,
        touched: Touched::default(),
    }
}

/// What undoing a migration does.
///
/// # Errors
/// Scripts up to it that cannot be replayed.
pub fn down(migration: &Migration, journal: &Journal, project: &Project) -> Outcome<Vec<Finding>> {
    let all = journal.migrations();
    let end = all.iter().position(|m| m.id == migration.id).map_or(all.len(), |at| at + 1);
    let after = history::of(all.get(..end).unwrap_or(all), project, &Context::default())?.schema;
    let script = Script::parse(FileId(0), migration.down.as_deref().unwrap_or(""));
    Ok(classify(&after, &script, &Facts::default(), project.target()))
}
