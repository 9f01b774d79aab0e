//! What comes out: the schema after a script and what each of its statements did.

use icms_diagnostic::{Diagnostics, Span};
use icms_model::Schema;
use icms_model::effect::{Action, Effect};

/// A script applied to a schema.
#[derive(Debug, Clone)]
pub struct Replayed {
    /// What PostgreSQL's catalogue would be afterwards.
    pub schema: Schema,
    /// One entry per statement, psql commands included, in order.
    pub statements: Vec<StatementEffects>,
    /// What would fail on a server, and what cannot be known.
    pub diagnostics: Diagnostics,
}

/// What one statement did.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatementEffects {
    /// Its place among the statements applied so far, from 0.
    pub index: usize,
    /// Where it stands.
    pub span: Span,
    /// What it did, in the order a server would.
    pub effects: Vec<Effect>,
    /// How it stands to an explicit transaction.
    pub transaction: Transaction,
    /// Whether a server would have run it.
    pub outcome: Outcome,
}

impl StatementEffects {
    /// True when nobody can say from its text what it did.
    #[must_use]
    pub fn is_opaque(&self) -> bool {
        self.effects.iter().any(|effect| matches!(effect.action, Action::Opaque(_)))
    }
}

/// How a statement stands to `BEGIN … COMMIT`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Transaction {
    /// Outside any: it is a transaction of its own.
    #[default]
    Alone,
    /// It opens one.
    Begin,
    /// It runs in one.
    Inside,
    /// It ends one and keeps its work.
    Commit,
    /// It ends one and undoes its work.
    Rollback,
}

/// Whether a server would have run a statement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Outcome {
    /// It would.
    #[default]
    Done,
    /// It would have refused; a diagnostic says why.
    Failed,
    /// Nobody can say without running it.
    Unknown,
}
