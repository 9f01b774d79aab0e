//! The script as a whole: every statement's effects with the schema around each (ruling 13).

use std::collections::BTreeSet;

use icms_model::effect::{Action, Effect, TableAction};
use icms_model::{QualifiedName, Schema};
use icms_replay::{Replay, StatementEffects};
use icms_sql::Script;

/// A statement with the schema before and after it.
#[derive(Debug, Clone)]
pub struct Step {
    /// What it did.
    pub effects: StatementEffects,
    /// The schema before it.
    pub before: Schema,
    /// The schema after it.
    pub after: Schema,
}

/// All statements of a script, replayed.
#[derive(Debug, Clone)]
pub struct Whole {
    /// In order.
    pub steps: Vec<Step>,
    /// Tables that the script itself creates: nobody else can have rows in them or wait for them.
    pub born: BTreeSet<QualifiedName>,
}

impl Whole {
    /// Replays a script on a schema.
    pub fn of(before: &Schema, script: &Script) -> Self {
        let mut replay = Replay::new(before.clone());
        let mut steps = Vec::with_capacity(script.statements.len());
        for statement in &script.statements {
            let before = replay.schema().clone();
            let effects = replay.apply(statement);
            steps.push(Step { effects, before, after: replay.schema().clone() });
        }
        let born = steps.iter().flat_map(|s| &s.effects.effects).filter_map(created).collect();
        Self { steps, born }
    }

    /// Every effect with the number of its statement, in order.
    pub fn effects(&self) -> impl Iterator<Item = (usize, &Effect)> {
        self.steps.iter().enumerate().flat_map(|(at, step)| step.effects.effects.iter().map(move |e| (at, e)))
    }
}

fn created(effect: &Effect) -> Option<QualifiedName> {
    match effect.action {
        Action::Table(TableAction::Create { .. }) => effect.object.table(),
        _ => None,
    }
}
