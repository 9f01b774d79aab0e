//! What a plan is: groups of steps in both directions, and what cannot come back.

use std::fmt::Write as _;

use icms_ddl::{Statement, Transaction, script};
use icms_diagnostic::Diagnostics;
use icms_model::ObjectRef;

/// How much others may be disturbed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Mode {
    /// Plain statements, in transactions wherever PostgreSQL allows.
    #[default]
    Offline,
    /// Low-lock recipes, each step that must stand alone on its own.
    Online,
}

/// Settings of a plan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Relations that one transaction may lock: half of `max_locks_per_transaction × max_connections` by default.
    pub locks: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { locks: 64 * 100 / 2 }
    }
}

/// Changes in an order that PostgreSQL accepts, forth and back.
#[derive(Debug, Clone, Default)]
pub struct Plan {
    /// From before to after.
    pub up: Vec<Group>,
    /// The way back.
    pub down: Vec<Group>,
    /// What the way forth loses.
    pub lost_by_up: Vec<Loss>,
    /// What the way back loses or cannot bring back.
    pub lost_by_down: Vec<Loss>,
    /// What stands in the way (errors) and what is worth knowing (notes).
    pub diagnostics: Diagnostics,
}

/// Steps that succeed or fail together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Group {
    /// One transaction, or statements outside any.
    pub kind: GroupKind,
    /// In order.
    pub steps: Vec<Step>,
}

/// Whether a group is a transaction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GroupKind {
    /// `BEGIN … COMMIT`.
    Transaction,
    /// One statement on its own.
    Alone,
}

/// What serves one or more changes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    /// What people read above it.
    pub title: String,
    /// The changes it serves, by their place in the list; none for what only prepares others.
    pub changes: Vec<usize>,
    /// Its statements.
    pub up: Vec<Statement>,
    /// What takes it back.
    pub down: Undo,
}

/// What takes a step back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Undo {
    /// These statements of the way back.
    Statements(Vec<Statement>),
    /// Nothing has to be done.
    Nothing,
    /// These statements, and something is lost.
    Lossy {
        /// The statements.
        statements: Vec<Statement>,
        /// What is lost.
        lost: Vec<Loss>,
    },
}

/// Data that a direction loses.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Loss {
    /// Of which object.
    pub object: ObjectRef,
    /// What exactly, as a sentence.
    pub what: String,
}

impl Plan {
    /// The script from before to after.
    #[must_use]
    pub fn up_sql(&self) -> String {
        render(&self.up)
    }

    /// The script of the way back.
    #[must_use]
    pub fn down_sql(&self) -> String {
        render(&self.down)
    }

    /// All steps from before to after.
    pub fn steps(&self) -> impl Iterator<Item = &Step> {
        self.up.iter().flat_map(|group| &group.steps)
    }
}

impl Group {
    /// Its statements as a script has them, `BEGIN` and `COMMIT` included.
    #[must_use]
    pub fn statements(&self) -> Vec<Statement> {
        let inner = self.steps.iter().flat_map(|step| step.up.iter().cloned());
        match self.kind {
            GroupKind::Alone => inner.collect(),
            GroupKind::Transaction => {
                let edge = |word: &str| Statement::new(word.to_owned());
                let begin = std::iter::once(edge(script::BEGIN));
                begin.chain(inner).chain([edge(script::COMMIT)]).collect()
            }
        }
    }
}

fn render(groups: &[Group]) -> String {
    let mut text = String::new();
    for group in groups {
        if !text.is_empty() {
            text.push('\n');
        }
        if group.kind == GroupKind::Transaction {
            let _ = write!(text, "{};\n\n", script::BEGIN);
        }
        for (at, step) in group.steps.iter().enumerate() {
            let gap = if at == 0 { "" } else { "\n" };
            let _ = writeln!(text, "{gap}{}", script::heading(&step.title));
            for statement in &step.up {
                let _ = writeln!(text, "{}", script::terminated(statement));
            }
        }
        if group.kind == GroupKind::Transaction {
            let _ = write!(text, "\n{};\n", script::COMMIT);
        }
    }
    text
}

/// Whether a statement must stand in a group of its own.
pub(crate) const fn stands_alone(statement: &Statement) -> bool {
    matches!(statement.transaction, Transaction::Forbidden)
}
