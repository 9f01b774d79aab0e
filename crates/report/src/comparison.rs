//! A comparison of two schemas: what differs, the plan and how bad it is.

use std::fmt::Write as _;

use icms_classify::Class;
use icms_ddl::{Statement, Transaction};
use icms_diff::Described;
use icms_model::change::Verb;
use icms_plan::{Loss, Plan, Step, Undo};
use serde_json::{Value, json};

use crate::findings;
use crate::judgement::{Judgement, highest};
use crate::paint::{Paint, Tone};

/// What is known about a comparison.
#[derive(Debug, Clone, Copy)]
pub struct Comparison<'c> {
    /// What differs.
    pub changes: &'c [Described],
    /// The way there and back.
    pub plan: &'c Plan,
    /// How bad the way there is.
    pub up: &'c Judgement,
}

/// For people: one line a change, then the findings.
#[must_use]
pub fn comparison_text(comparison: Comparison<'_>, paint: Paint) -> String {
    if comparison.changes.is_empty() {
        let besides = findings::besides(std::slice::from_ref(comparison.up));
        return std::iter::once("no differences".to_owned()).chain(besides).map(|line| line + "\n").collect();
    }
    let mut out = String::new();
    for change in comparison.changes {
        let (mark, tone) = match change.action {
            Verb::Create => ("+", Tone::Good),
            Verb::Drop => ("-", Tone::Bad),
            Verb::Rename | Verb::Alter => ("~", Tone::Warning),
        };
        let _ = writeln!(out, "{} {} {}", paint.tone(tone, mark), change.action.word(), sides(change));
    }
    out.push('\n');
    out.push_str(&findings::text(std::slice::from_ref(comparison.up), paint));
    out
}

/// `column public.users.email: varchar(100) → text`
fn sides(change: &Described) -> String {
    let object = change.subject();
    match (&change.before, &change.after) {
        (Some(before), Some(after)) => format!("{object}: {before} → {after}"),
        (Some(one), None) | (None, Some(one)) if !one.is_empty() => format!("{object}: {one}"),
        _ => object,
    }
}

/// For a pull request.
#[must_use]
pub fn comparison_markdown(comparison: Comparison<'_>) -> String {
    let mut out = findings::markdown(std::slice::from_ref(comparison.up));
    let _ = write!(out, "\n```sql\n{}```\n", comparison.plan.up_sql());
    out
}

/// The document of `icms diff --format json`; `down` says how bad the way back is.
#[must_use]
pub fn comparison_json(comparison: Comparison<'_>, down: &Judgement) -> Value {
    let Comparison { changes, plan, up } = comparison;
    json!({
        "version": 1,
        "changes": changes.iter().map(change).collect::<Vec<_>>(),
        "steps": plan.steps().map(|s| step(s, changes)).collect::<Vec<_>>(),
        "findings": up.items.iter().map(findings::finding).collect::<Vec<_>>(),
        "breaks_client": findings::everything_of_the_client(std::slice::from_ref(up)),
        "class": class(up, changes).word(),
        "down_class": class(down, changes).word(),
        "lost_by_up": plan.lost_by_up.iter().map(loss).collect::<Vec<_>>(),
        "lost_by_down": plan.lost_by_down.iter().map(loss).collect::<Vec<_>>(),
    })
}

fn class(judgement: &Judgement, changes: &[Described]) -> Class {
    if changes.is_empty() { Class::Safe } else { highest(std::slice::from_ref(judgement)) }
}

fn change(change: &Described) -> Value {
    json!({
        "kind": change.kind.word(),
        "action": change.action.word(),
        "object": change.object.to_string(),
        "before": change.before,
        "after": change.after,
    })
}

fn step(step: &Step, changes: &[Described]) -> Value {
    let statements = |all: &[Statement]| all.iter().map(|s| s.sql.clone()).collect::<Vec<_>>();
    let down = match &step.down {
        Undo::Nothing => Vec::new(),
        Undo::Statements(all) | Undo::Lossy { statements: all, .. } => statements(all),
    };
    let lock = step.up.iter().filter_map(|s| s.lock.as_ref()).max_by_key(|lock| lock.level);
    let served: Vec<Value> = step.changes.iter().filter_map(|&at| changes.get(at)).map(change).collect();
    json!({
        "title": step.title,
        "sql": statements(&step.up),
        "down": down,
        "lock": lock.map(|lock| json!({
            "mode": lock.level.sql(),
            "on": lock.relations.iter().map(ToString::to_string).collect::<Vec<_>>(),
        })),
        "transactional": step.up.iter().all(|s| s.transaction != Transaction::Forbidden),
        "change": served,
    })
}

fn loss(loss: &Loss) -> Value {
    json!({"object": loss.object.to_string(), "what": loss.what})
}
