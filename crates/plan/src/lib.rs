//! Changes to ordered steps in transaction groups, up and down.
//!
//! Input: a pair of schemas, the changes between them, the server's version and how gently to go. Output: a
//! [`Plan`]. Invariants: no IO; the order comes from a graph with named edges and is a function of the input;
//! the way back is the plan of the inverse changes; objects without words in the model are never touched, and what
//! stands in their way is a diagnostic; a table or column that both sides have is never dropped and made again
//! where PostgreSQL can alter it.
//!
//! ```
//! use icms_model::change::{Change, TableChange};
//! use icms_model::{Builtin, Column, DataType, Pair, QualifiedName, Schema, Table, Target};
//! let before = Schema::empty();
//! let mut after = Schema::empty();
//! let mut users = Table::new(QualifiedName::new("public", "users"));
//! users.columns.push(Column::new("id", DataType::builtin(Builtin::Int8)));
//! let id = after.tables.insert(users);
//! let changes = [Change::Table(TableChange::Create(id))];
//! let plan = icms_plan::plan(Pair::new(&before, &after), &changes, Target::default(), icms_plan::Mode::Offline);
//! assert!(plan.down_sql().contains("DROP TABLE public.users;"));
//! ```

mod aside;
mod assemble;
pub mod codes;
mod edges;
mod expand;
mod forced;
mod goal;
mod groups;
mod key;
mod lookup;
mod loss;
mod matching;
mod mentions;
mod names;
mod operation;
mod order;
mod plan;
mod prove;
mod region;
mod scene;
mod strangers;

use std::collections::{BTreeMap, BTreeSet};

use icms_diagnostic::{Diagnostic, Diagnostics, Severity};
use icms_model::{Change, ObjectRef, Pair, Schema, Target};

pub use plan::{Group, GroupKind, Limits, Loss, Mode, Plan, Step, Undo};
pub use prove::{Proof, prove};

use matching::Matching;
use order::Order;
use scene::Material;

/// Orders the changes from `schemas.before` to `schemas.after`, and their way back.
#[must_use]
pub fn plan(schemas: Pair<&Schema>, changes: &[Change], target: Target, mode: Mode) -> Plan {
    plan_within(schemas, changes, target, mode, Limits::default())
}

/// The same with other limits for one transaction.
#[must_use]
pub fn plan_within(
    schemas: Pair<&Schema>,
    changes: &[Change],
    target: Target,
    mode: Mode,
    limits: Limits,
) -> Plan {
    if changes.is_empty() {
        return Plan::default();
    }
    let forth = Matching::new(schemas, changes);
    // The way back starts from where the way forth really leads.
    let goal = goal::goal(schemas, &forth);
    let home = Pair::new(&goal, schemas.before);
    let inverse = inverse(home, changes);
    let up = || direction(schemas, forth, goal.clone(), changes, target, limits);
    let down = || {
        let back = Matching::new(home, &inverse);
        let goal = goal::goal(home, &back);
        direction(home, back, goal, &inverse, target, limits)
    };
    let (up, down) = if changes.len() < PARALLEL_FROM { (up(), down()) } else { both(up, down) };
    let mut diagnostics = up.diagnostics;
    if mode == Mode::Online {
        let message = "low-lock recipes are not planned yet: these are the plain statements";
        diagnostics.push(Diagnostic::note(codes::NOT_ONLINE, message));
    }
    diagnostics.extend(down.diagnostics.into_iter().map(on_the_way_back));
    let lost_by_down = loss::lost_by_down(&up.lost, down.lost);
    let mut plan = Plan { up: up.groups, down: down.groups, lost_by_up: up.lost, lost_by_down, diagnostics };
    pair_up(&mut plan, &inverse, schemas);
    plan
}

/// Plans with fewer changes are not worth a thread.
const PARALLEL_FROM: usize = 100;

/// Both ways at a time.
fn both<T: Send>(up: impl FnOnce() -> T, down: impl FnOnce() -> T + Send) -> (T, T) {
    std::thread::scope(|scope| {
        let down = scope.spawn(down);
        (up(), down.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    })
}

/// What stands in the way back does not stand in the way forth.
fn on_the_way_back(mut diagnostic: Diagnostic) -> Diagnostic {
    diagnostic.severity = diagnostic.severity.min(Severity::Warning);
    diagnostic.message = format!("on the way back: {}", diagnostic.message);
    diagnostic
}

/// The changes of the way back. A comment is named by what its object is called afterwards.
fn inverse(back: Pair<&Schema>, changes: &[Change]) -> Vec<Change> {
    let mut inverse: Vec<Change> = changes.iter().cloned().map(Change::inverse).collect();
    let matching = Matching::new(back, &inverse);
    for change in &mut inverse {
        if let Change::Comment(comment) = change {
            comment.object = matching.after(&comment.object);
        }
    }
    inverse
}

/// One direction, planned.
struct Direction {
    groups: Vec<Group>,
    lost: Vec<Loss>,
    diagnostics: Diagnostics,
}

fn direction(
    schemas: Pair<&Schema>,
    matching: Matching,
    goal: Schema,
    changes: &[Change],
    target: Target,
    limits: Limits,
) -> Direction {
    let material = Material::new(schemas, matching, goal, changes, target);
    let scene = material.scene(schemas.before, changes, target);
    let mut diagnostics = Diagnostics::default();
    diagnostics.extend(scene.forced.blocked.iter().cloned());
    let mut operations = expand::operations(&scene);
    aside::break_rings(&scene, &mut operations);
    let order = Order::new(&scene, &operations);
    for broken in &order.broken {
        let title = |at: usize| operations.get(at).map_or("", |o| o.title.as_str());
        let message = format!(
            "{} should come before {} ({}), and they wait for each other",
            title(broken.first),
            title(broken.then),
            broken.reason
        );
        diagnostics.push(Diagnostic::error(codes::CIRCLE, message));
    }
    let steps = assemble::steps(&scene, &operations, &order);
    let groups = groups::groups(steps, &operations, scene.goal, limits, &mut diagnostics);
    let lost = loss::lost(&scene);
    Direction { groups, lost, diagnostics }
}

/// Says for each step which statements of the way back serve the same changes.
fn pair_up(plan: &mut Plan, inverse: &[Change], schemas: Pair<&Schema>) {
    let down: Vec<&Step> = plan.down.iter().flat_map(|group| &group.steps).collect();
    let mut losses: BTreeMap<&ObjectRef, Vec<usize>> = BTreeMap::new();
    for (at, loss) in plan.lost_by_down.iter().enumerate() {
        losses.entry(&loss.object).or_default().push(at);
    }
    let mut serving: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (at, other) in down.iter().enumerate() {
        for &change in &other.changes {
            serving.entry(change).or_default().insert(at);
        }
    }
    for step in plan.up.iter_mut().flat_map(|group| &mut group.steps) {
        let others: BTreeSet<usize> =
            step.changes.iter().filter_map(|change| serving.get(change)).flatten().copied().collect();
        let statements: Vec<_> =
            others.iter().filter_map(|&at| down.get(at)).flat_map(|s| s.up.iter().cloned()).collect();
        let lost: BTreeSet<usize> = step
            .changes
            .iter()
            .filter_map(|&at| losses.get(&inverse.get(at)?.object(schemas.swap())))
            .flatten()
            .copied()
            .collect();
        let lost: Vec<Loss> = lost.iter().filter_map(|&at| plan.lost_by_down.get(at)).cloned().collect();
        step.down = match (statements.is_empty(), lost.is_empty()) {
            (_, false) => Undo::Lossy { statements, lost },
            (true, true) => Undo::Nothing,
            (false, true) => Undo::Statements(statements),
        };
    }
}
