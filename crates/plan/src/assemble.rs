//! Ordered operations → steps: alterations of one table that stand together become one `ALTER TABLE`.

use icms_ddl::{Clause, Pass, Statement, table};

use crate::names::Names;
use crate::operation::{Operation, Rank, Subject, Text};
use crate::order::Order;
use crate::plan::{Step, Undo};
use crate::scene::Scene;

/// Writes the operations in their order, each under the names of its moment.
pub fn steps(scene: &Scene<'_>, operations: &[Operation<'_>], order: &Order) -> Vec<Written> {
    let mut writer = Writer { scene, order, names: Names::default(), open: None, done: Vec::new() };
    for &at in &order.sequence {
        if let Some(operation) = operations.get(at) {
            writer.write(at, operation);
        }
    }
    writer.close();
    writer.done
}

/// A step and whether the transaction may end right after it.
pub struct Written {
    /// The step.
    pub step: Step,
    /// Its operations.
    pub operations: Vec<usize>,
    /// Its rank.
    pub rank: Rank,
}

struct Writer<'a, 's> {
    scene: &'a Scene<'s>,
    order: &'a Order,
    names: Names,
    open: Option<Open>,
    done: Vec<Written>,
}

/// An `ALTER TABLE` that can take more.
struct Open {
    table: icms_model::QualifiedName,
    now: icms_model::QualifiedName,
    rank: Rank,
    titles: Vec<String>,
    changes: Vec<usize>,
    operations: Vec<usize>,
    clauses: Vec<Clause>,
    after: Vec<Statement>,
}

impl Writer<'_, '_> {
    fn write(&mut self, at: usize, operation: &Operation<'_>) {
        match &operation.text {
            Text::Statements(text) => {
                self.close();
                let statements = text(&self.names);
                self.push(operation, at, statements);
            }
            Text::Clauses { table, clauses, then } => {
                let texts = clauses(&self.names);
                let after = then.as_ref().map(|then| then(&self.names)).unwrap_or_default();
                self.take(at, operation, table, texts, after);
            }
        }
        for renamed in &operation.moves {
            self.names.apply(renamed);
        }
    }

    fn push(&mut self, operation: &Operation<'_>, at: usize, statements: Vec<Statement>) {
        if !statements.is_empty() {
            let step = step(operation.title.clone(), operation.changes.clone(), statements);
            self.done.push(Written { step, operations: vec![at], rank: operation.rank });
        }
    }

    fn take(
        &mut self,
        at: usize,
        operation: &Operation<'_>,
        subject: &Subject,
        clauses: Vec<Clause>,
        after: Vec<Statement>,
    ) {
        if clauses.is_empty() {
            return;
        }
        let table = match subject {
            Subject::Old(name) => self.scene.table_name_after(name),
            Subject::New(name) => name.clone(),
        };
        let fits = self.open.as_ref().is_some_and(|open| {
            open.table == table && open.rank == operation.rank && self.in_passes(open, at, &clauses)
        });
        if !fits {
            self.close();
            let now = subject.now(&self.names);
            self.open = Some(Open {
                table,
                now,
                rank: operation.rank,
                titles: Vec::new(),
                changes: Vec::new(),
                operations: Vec::new(),
                clauses: Vec::new(),
                after: Vec::new(),
            });
        }
        if let Some(open) = &mut self.open {
            open.titles.push(operation.title.clone());
            open.changes.extend(&operation.changes);
            open.operations.push(at);
            open.clauses.extend(clauses);
            open.after.extend(after);
        }
    }

    /// Whether the server's own passes keep the order that the graph demands.
    fn in_passes(&self, open: &Open, at: usize, clauses: &[Clause]) -> bool {
        let latest = open.clauses.iter().map(|c| c.pass).max().unwrap_or(Pass::Drop);
        let earliest = clauses.iter().map(|c| c.pass).min().unwrap_or(Pass::Rest);
        let waits = open.operations.iter().any(|&first| self.order.needs(first, at));
        // Statements behind the open one would come too late for what waits for them.
        !(waits && (earliest < latest || !open.after.is_empty() && earliest == Pass::Drop))
    }

    fn close(&mut self) {
        let Some(mut open) = self.open.take() else { return };
        open.clauses.sort_by_key(|clause| clause.pass);
        let mut statements = vec![table::alter(&open.now, &open.clauses)];
        statements.append(&mut open.after);
        let title = match open.titles.as_slice() {
            [one] => one.clone(),
            _ => format!("alter table {}", open.now),
        };
        open.changes.sort_unstable();
        open.changes.dedup();
        let step = step(title, open.changes, statements);
        self.done.push(Written { step, operations: open.operations, rank: open.rank });
    }
}

fn step(title: String, changes: Vec<usize>, up: Vec<Statement>) -> Step {
    Step { title, changes, up, down: Undo::Nothing }
}
