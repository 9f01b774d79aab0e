//! Every rule on every effect of a script.

use icms_model::effect::Action;
use icms_model::{Facts, Schema, Target};
use icms_sql::Script;

use crate::case::Case;
use crate::rule::{Rule, rules};
use crate::rules::{nothing_done, opaque_statement, unknown_change};
use crate::whole::Whole;
use crate::{Finding, Subject};

/// Judges a script that runs on top of a schema. What is measured holds for PostgreSQL 12 to 18 alike so far, so the
/// target decides nothing yet.
#[must_use]
pub fn classify(before: &Schema, script: &Script, facts: &Facts, _target: Target) -> Vec<Finding> {
    let whole = Whole::of(before, script);
    let mut findings = Vec::new();
    for ((at, step), statement) in whole.steps.iter().enumerate().zip(&script.statements) {
        if let Some(verdict) = opaque_statement::block(statement, step) {
            let subject = Subject::Other("statement".to_owned());
            findings.push(verdict.into_finding(opaque_statement::RULE.id, subject, at));
        }
        for effect in &step.effects.effects {
            let case = Case { effect, step, at, statement, script, whole: &whole, facts };
            findings.extend(one(&case));
        }
    }
    findings
}

/// What the rules say of one effect; what none speaks of must not pass.
fn one(case: &Case<'_>) -> Vec<Finding> {
    let found: Vec<Finding> = rules().iter().filter_map(|rule| ask(rule, case)).collect();
    if found.is_empty() && !nothing_done(case) {
        let verdict = unknown_change::fallback(case);
        return vec![verdict.into_finding(unknown_change::RULE.id, subject(case), case.at)];
    }
    found
}

fn ask(rule: &Rule, case: &Case<'_>) -> Option<Finding> {
    let verdict = (rule.judge)(case)?;
    Some(verdict.into_finding(rule.id, subject(case), case.at))
}

fn subject(case: &Case<'_>) -> Subject {
    match &case.effect.action {
        Action::Unmanaged { kind, name, .. } => Subject::Other(format!("{kind} {name}")),
        Action::Opaque(_) => Subject::Other("statement".to_owned()),
        Action::Table(_)
        | Action::Column(_)
        | Action::Constraint(_)
        | Action::Index(_)
        | Action::Enum(_)
        | Action::Object(_)
        | Action::Data(_)
        | Action::Session => Subject::Object(case.effect.object.clone()),
    }
}
