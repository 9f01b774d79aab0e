//! The script as a whole: every statement's effects with the schema around each (ruling 13).

use std::collections::BTreeSet;

use icms_model::effect::{Action, ColumnAction, Effect, TableAction};
use icms_model::{ObjectRef, QualifiedName, Schema};
use icms_replay::{Replay, StatementEffects};
use icms_sql::Script;
use icms_sql::hash::Map;

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
    /// Types that the script takes columns from, or to.
    pub retyped: BTreeSet<QualifiedName>,
    /// Where the effects on each object stand: which statement's, and which of them.
    places: Map<ObjectRef, Vec<(usize, usize)>>,
    /// The same for each table and everything in it.
    tables: Map<QualifiedName, Vec<(usize, usize)>>,
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
        let born: BTreeSet<QualifiedName> =
            steps.iter().flat_map(|s| &s.effects.effects).filter_map(created).collect();
        let retyped = steps.iter().flat_map(|s| &s.effects.effects).flat_map(types).cloned().collect();
        let mut places: Map<ObjectRef, Vec<(usize, usize)>> = Map::default();
        let mut tables: Map<QualifiedName, Vec<(usize, usize)>> = Map::default();
        for (at, step) in steps.iter().enumerate() {
            for (which, effect) in step.effects.effects.iter().enumerate() {
                places.entry(effect.object.clone()).or_default().push((at, which));
                if let Some(table) = effect.object.table() {
                    tables.entry(table).or_default().push((at, which));
                }
            }
        }
        Self { steps, born, retyped, places, tables }
    }

    /// The effects on one object, each with the number of its statement, in order.
    pub fn effects_on(&self, object: &ObjectRef) -> impl Iterator<Item = (usize, &Effect)> {
        self.at(self.places.get(object))
    }

    /// The effects on a table and everything in it, each with the number of its statement, in order.
    pub fn effects_in(&self, table: &QualifiedName) -> impl Iterator<Item = (usize, &Effect)> {
        self.at(self.tables.get(table))
    }

    fn at<'w>(
        &'w self,
        places: Option<&'w Vec<(usize, usize)>>,
    ) -> impl Iterator<Item = (usize, &'w Effect)> {
        let places = places.into_iter().flatten();
        places.filter_map(|&(at, which)| Some((at, self.steps.get(at)?.effects.effects.get(which)?)))
    }
}

/// The types of its own that a column leaves and gets.
fn types(effect: &Effect) -> impl Iterator<Item = &QualifiedName> {
    let pair = match &effect.action {
        Action::Column(ColumnAction::Type { types, .. }) => Some([&types.before, &types.after]),
        Action::Column(_)
        | Action::Table(_)
        | Action::Constraint(_)
        | Action::Index(_)
        | Action::Enum(_)
        | Action::Object(_)
        | Action::Unmanaged { .. }
        | Action::Data(_)
        | Action::Session
        | Action::Opaque(_) => None,
    };
    pair.into_iter().flatten().filter_map(|of| of.user_type())
}

fn created(effect: &Effect) -> Option<QualifiedName> {
    matches!(effect.action, Action::Table(TableAction::Create { .. }))
        .then(|| effect.object.table())
        .flatten()
}
