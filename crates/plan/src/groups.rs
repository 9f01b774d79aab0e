//! Steps → groups: transactions, and what must stand alone.

use std::collections::BTreeSet;

use icms_ddl::{Statement, script};
use icms_diagnostic::{Diagnostic, Diagnostics};
use icms_model::{Array, Builtin, Category, DataType, ObjectKind, QualifiedName, Schema, Table, TypeName};

use crate::assemble::Written;
use crate::codes;
use crate::operation::{Operation, Rank};
use crate::plan::{Group, GroupKind, Limits, Step, stands_alone};

/// Puts steps into transactions, no transaction with more locks than `limits` allows.
pub fn groups(
    written: Vec<Written>,
    operations: &[Operation<'_>],
    goal: &Schema,
    limits: Limits,
    diagnostics: &mut Diagnostics,
) -> Vec<Group> {
    let mut grouping = Grouping {
        goal,
        groups: Vec::new(),
        open: Vec::new(),
        locked: BTreeSet::new(),
        locks: 0,
        bodies: None,
    };
    let unsafe_after = unsafe_boundaries(&written, operations);
    let mut splits = 0;
    for (at, one) in written.into_iter().enumerate() {
        let locked = relations(&one, operations);
        if one.rank == Rank::CommittedValue || one.step.up.iter().any(stands_alone) {
            grouping.close();
            grouping.groups.push(Group { kind: GroupKind::Alone, steps: vec![one.step] });
            continue;
        }
        let heavier = grouping.locks_with(&locked);
        if heavier > limits.locks && !grouping.open.is_empty() && !unsafe_after.contains(&at) {
            grouping.close();
            splits += 1;
        }
        grouping.take(one.step, locked);
    }
    grouping.close();
    if splits > 0 {
        let message = format!(
            "this locks more relations than one transaction should ({}), so it is split into several",
            limits.locks
        );
        let help = "a failure between two of them leaves the earlier ones applied; raising max_locks_per_transaction allows one transaction";
        diagnostics.push(Diagnostic::note(codes::SPLIT, message).help(help));
    }
    grouping.groups
}

struct Grouping<'g> {
    goal: &'g Schema,
    groups: Vec<Group>,
    open: Vec<Step>,
    locked: BTreeSet<QualifiedName>,
    locks: usize,
    /// The statement that leaves bodies unchecked, once the open transaction has it.
    bodies: Option<Statement>,
}

impl Grouping<'_> {
    fn close(&mut self) {
        let steps = std::mem::take(&mut self.open);
        self.locked.clear();
        self.locks = 0;
        self.bodies = None;
        if !steps.is_empty() {
            self.groups.push(Group { kind: GroupKind::Transaction, steps });
        }
    }

    fn take(&mut self, mut step: Step, relations: Vec<QualifiedName>) {
        self.locks = self.locks_with(&relations);
        self.locked.extend(relations);
        match &self.bodies {
            Some(said) => step.up.retain(|statement| statement != said),
            None => {
                let unchecked = script::unchecked_bodies();
                self.bodies = step.up.contains(&unchecked).then_some(unchecked);
            }
        }
        self.open.push(step);
    }

    /// How many relations are locked once these are in.
    fn locks_with(&self, relations: &[QualifiedName]) -> usize {
        let new: BTreeSet<&QualifiedName> = relations.iter().filter(|r| !self.locked.contains(r)).collect();
        let more: usize = new.iter().map(|r| self.goal.tables.named(r).map_or(1, |t| weight(t))).sum();
        self.locks + more
    }
}

/// Relations that a step locks: those it says, and the tables it makes.
fn relations(one: &Written, operations: &[Operation<'_>]) -> Vec<QualifiedName> {
    let said =
        one.step.up.iter().filter_map(|s| s.lock.as_ref()).flat_map(|lock| lock.relations.iter().cloned());
    let mine = one.operations.iter().filter_map(|&o| operations.get(o));
    let tables = mine.flat_map(|o| &o.makes).filter(|key| key.object.kind == ObjectKind::Table);
    said.chain(tables.filter_map(|key| key.object.table())).collect()
}

/// The table, its indexes, its TOAST table with index where it has long values, its sequences.
fn weight(table: &Table) -> usize {
    let indexes = table.indexes.len() + table.uniques.len() + usize::from(table.primary_key.is_some());
    let toast = if table.columns.iter().any(|c| is_long(&c.data_type)) { 2 } else { 0 };
    let sequences = table.columns.iter().filter(|c| c.identity.is_some() || c.default.is_some()).count();
    1 + indexes + toast + sequences.min(1)
}

fn is_long(data_type: &DataType) -> bool {
    match &data_type.name {
        TypeName::Builtin(builtin) => {
            data_type.array == Array::Yes
                || matches!(builtin.category(), Category::String | Category::BitString)
                || matches!(
                    builtin,
                    Builtin::Numeric
                        | Builtin::Bytea
                        | Builtin::Json
                        | Builtin::Jsonb
                        | Builtin::Xml
                        | Builtin::Tsvector
                )
        }
        TypeName::Named(_) => true,
    }
}

/// Places before which something is away that comes back later: no transaction may end there.
fn unsafe_boundaries(written: &[Written], operations: &[Operation<'_>]) -> BTreeSet<usize> {
    let mut away: BTreeSet<&crate::key::Key> = BTreeSet::new();
    let made: BTreeSet<_> = operations.iter().flat_map(|o| &o.makes).collect();
    let mut unsafe_before = BTreeSet::new();
    for (at, one) in written.iter().enumerate() {
        if !away.is_empty() {
            unsafe_before.insert(at);
        }
        let mine = || one.operations.iter().filter_map(|&o| operations.get(o));
        away.extend(mine().flat_map(|o| &o.leaves).filter(|key| made.contains(key)));
        for key in mine().flat_map(|o| &o.makes) {
            away.remove(key);
        }
    }
    unsafe_before
}
