//! The replay itself: a schema, a session, and statements applied one after the other.

use icms_diagnostic::Diagnostics;
use icms_model::Schema;
use icms_sql::{Name, Script, Statement};

use crate::{Outcome, Replayed, StatementEffects, Transaction};

/// Applies a whole script to a schema.
#[must_use]
pub fn replay(before: Schema, script: &Script) -> Replayed {
    let mut replay = Replay::new(before);
    let statements = script.statements.iter().map(|statement| replay.apply(statement)).collect();
    let (schema, diagnostics) = replay.finish();
    Replayed { schema, statements, diagnostics }
}

/// A schema and a session that statements are applied to, one at a time.
#[derive(Debug, Clone)]
pub struct Replay {
    schema: Schema,
    search_path: Vec<Name>,
    diagnostics: Diagnostics,
    count: usize,
}

impl Replay {
    /// Starts from a schema, with `public` as the search path.
    #[must_use]
    pub fn new(schema: Schema) -> Self {
        Self { schema, search_path: vec![Name::new("public")], diagnostics: Diagnostics::default(), count: 0 }
    }

    /// Starts with another search path: unqualified names go to its first namespace.
    #[must_use]
    pub fn with_search_path(mut self, namespaces: impl IntoIterator<Item = Name>) -> Self {
        self.search_path = namespaces.into_iter().collect();
        self
    }

    /// Applies one statement.
    pub fn apply(&mut self, statement: &Statement) -> StatementEffects {
        let index = self.count;
        self.count += 1;
        StatementEffects {
            index,
            span: statement.span(),
            effects: Vec::new(),
            transaction: Transaction::Alone,
            outcome: Outcome::Done,
        }
    }

    /// The schema as it is now.
    #[must_use]
    pub const fn schema(&self) -> &Schema {
        &self.schema
    }

    /// What was found wrong so far.
    #[must_use]
    pub const fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    /// The schema and everything found wrong.
    #[must_use]
    pub fn finish(self) -> (Schema, Diagnostics) {
        (self.schema, self.diagnostics)
    }
}
