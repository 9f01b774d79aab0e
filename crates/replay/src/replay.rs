//! The replay itself: statements applied one after the other, and transactions with a real way back.

use icms_diagnostic::{Diagnostics, Span};
use icms_model::effect::{Action, Effect, Opaque};
use icms_model::{ObjectKind, Schema};
use icms_sql::tree::{AstNode, ast};
use icms_sql::{Name, PieceKind, Script, Statement};

use crate::catalogue::{Catalogue, Relation};
use crate::refusal::{Done, Reason, Refusal};
use crate::session::{self, Session};
use crate::state::{Record, State};
use crate::types::Types;
use crate::{Outcome, Replayed, StatementEffects, Transaction, statement, syntax};

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
    state: State,
    /// What to come back to: the start of the transaction, then its savepoints.
    marks: Vec<Mark>,
    diagnostics: Diagnostics,
    count: usize,
}

/// A state to come back to.
#[derive(Debug, Clone)]
struct Mark {
    savepoint: Option<Name>,
    schema: Schema,
    hidden: Vec<icms_model::QualifiedName>,
    session: Session,
}

impl Replay {
    /// Starts from a schema, with the [namespace](Schema::home) of its unqualified names as the search path.
    #[must_use]
    pub fn new(schema: Schema) -> Self {
        let home = schema.home();
        Self::with_search_path(schema, [home])
    }

    /// Starts with another search path: unqualified names go to its first namespace.
    #[must_use]
    pub fn with_search_path(schema: Schema, namespaces: impl IntoIterator<Item = Name>) -> Self {
        let state = State::new(schema, namespaces.into_iter().collect());
        Self { state, marks: Vec::new(), diagnostics: Diagnostics::default(), count: 0 }
    }

    /// Which types statements may name.
    pub const fn take_types(&mut self, types: Types) {
        self.state.types = types;
    }

    /// Applies one statement.
    pub fn apply(&mut self, statement: &Statement) -> StatementEffects {
        let index = self.count;
        self.count += 1;
        let mut record = Record { transaction: self.inside(), ..Record::default() };
        let outcome = match self.run(statement, &mut record) {
            Ok(()) => Outcome::Done,
            Err(refusal) => self.refused(refusal, statement, &mut record),
        };
        let Record { effects, transaction, .. } = record;
        StatementEffects { index, span: statement.span(), effects, transaction, outcome }
    }

    /// A new connection: the search path is the first one again, an open transaction is rolled back.
    pub fn reconnect(&mut self) {
        if !self.marks.is_empty() {
            self.rollback();
        }
        self.state.session = Session::new(self.state.session.configured.clone());
    }

    const fn inside(&self) -> Transaction {
        if self.marks.is_empty() { Transaction::Alone } else { Transaction::Inside }
    }

    fn run(&mut self, statement: &Statement, record: &mut Record) -> Done {
        match statement.kind() {
            PieceKind::CopyData => {
                session::nothing(&self.state, record);
                return Ok(());
            }
            PieceKind::Meta => {
                return Err(Refusal::opaque(
                    Opaque::MetaCommand,
                    "psql commands are not SQL: nothing here obeys them",
                ));
            }
            PieceKind::Sql => {}
        }
        let Some(tree) = statement.tree() else {
            return Err(Refusal::opaque(Opaque::Unparsable, "this is no statement that PostgreSQL knows"));
        };
        if let Some(message) = syntax_error(statement, &tree) {
            return Err(Refusal::opaque(Opaque::Unparsable, format!("this does not parse: {message}")));
        }
        if self.transaction(&tree, record) {
            return Ok(());
        }
        statement::apply(&mut self.state, &tree, record)
    }

    /// Handles the statements that begin and end transactions; says whether it was one.
    fn transaction(&mut self, tree: &ast::Stmt, record: &mut Record) -> bool {
        match tree {
            ast::Stmt::Begin(_) => {
                record.transaction = Transaction::Begin;
                if self.marks.is_empty() {
                    self.mark(None);
                }
            }
            ast::Stmt::Commit(_) => {
                record.transaction = Transaction::Commit;
                self.marks.clear();
                self.state.session.end_transaction();
            }
            ast::Stmt::PrepareTransaction(_) => {
                record.transaction = Transaction::Commit;
                self.marks.clear();
            }
            ast::Stmt::Rollback(ast::Rollback::RollbackToSavepoint(back)) => {
                self.rollback_to(&syntax::name_of(back.savepoint_ref()).unwrap_or_else(|| Name::new("")));
            }
            ast::Stmt::Rollback(_) => {
                record.transaction = Transaction::Rollback;
                self.rollback();
            }
            ast::Stmt::SavepointCreate(savepoint) => {
                self.mark(Some(syntax::name_of(savepoint.savepoint()).unwrap_or_else(|| Name::new(""))));
            }
            ast::Stmt::ReleaseSavepoint(release) => {
                let name = syntax::name_of(release.savepoint_ref());
                if let Some(at) = self.marks.iter().rposition(|mark| mark.savepoint == name) {
                    self.marks.truncate(at.max(1));
                }
            }
            _ => return false,
        }
        session::nothing(&self.state, record);
        true
    }

    fn mark(&mut self, savepoint: Option<Name>) {
        self.marks.push(Mark {
            savepoint,
            schema: self.state.catalogue.schema.clone(),
            hidden: self.state.catalogue.hidden().cloned().collect(),
            session: self.state.session.clone(),
        });
    }

    fn rollback(&mut self) {
        let first = self.marks.drain(..).next();
        if let Some(mark) = first {
            self.restore(mark);
        }
        self.state.session.end_transaction();
    }

    fn rollback_to(&mut self, savepoint: &Name) {
        let Some(at) = self.marks.iter().rposition(|mark| mark.savepoint.as_ref() == Some(savepoint)) else {
            return;
        };
        self.marks.truncate(at + 1);
        if let Some(mark) = self.marks.get(at).cloned() {
            self.restore(mark);
        }
    }

    fn restore(&mut self, mark: Mark) {
        self.state.catalogue = Catalogue::new(mark.schema);
        for name in mark.hidden {
            self.state.catalogue.hide(name, Relation::Hidden);
        }
        self.state.session = mark.session;
    }

    /// Tells what went wrong, and leaves an effect that nobody can overlook.
    fn refused(&mut self, refusal: Refusal, statement: &Statement, record: &mut Record) -> Outcome {
        self.diagnostics.push(refusal.diagnostic(statement.span()));
        let object = refusal.object.clone().unwrap_or_else(|| self.state.place());
        let (opaque, outcome) = match refusal.reason {
            Reason::Opaque(opaque) => (opaque, Outcome::Unknown),
            ref reason if reason.is_undefined() => {
                (Opaque::MissingObject(missing(&refusal)), Outcome::Failed)
            }
            Reason::Dependents => (Opaque::Held(refusal.message), Outcome::Failed),
            _ => (Opaque::Refused(refusal.message), Outcome::Failed),
        };
        record.effects.push(Effect::new(object, Action::Opaque(opaque)));
        outcome
    }

    /// The schema as it is now.
    #[must_use]
    pub const fn schema(&self) -> &Schema {
        &self.state.catalogue.schema
    }

    /// What was found wrong so far.
    #[must_use]
    pub const fn diagnostics(&self) -> &Diagnostics {
        &self.diagnostics
    }

    /// The schema and everything found wrong.
    #[must_use]
    pub fn finish(self) -> (Schema, Diagnostics) {
        (self.state.catalogue.schema, self.diagnostics)
    }
}

/// The name of what is missing.
fn missing(refusal: &Refusal) -> String {
    let Some(object) = &refusal.object else { return refusal.message.clone() };
    let shown = object.to_string();
    match object.kind {
        ObjectKind::Column | ObjectKind::Table => {
            shown.split_once(' ').map_or(shown.clone(), |(_, path)| path.to_owned())
        }
        _ => shown,
    }
}

/// What the parser did not understand; the bodies of functions are the server's business.
fn syntax_error(statement: &Statement, tree: &ast::Stmt) -> Option<String> {
    if matches!(tree, ast::Stmt::Do(_)) {
        return None;
    }
    let bodies: Vec<Span> = match tree {
        ast::Stmt::CreateFunction(_) | ast::Stmt::CreateProcedure(_) => {
            let options = tree.syntax().descendants().filter(|node| ast::AsFuncOption::can_cast(node.kind()));
            options.map(|node| statement.span_of(&node)).collect()
        }
        _ => Vec::new(),
    };
    let inside = |span: Span| bodies.iter().any(|body| body.start <= span.start && span.end <= body.end);
    statement.errors().into_iter().find(|error| !inside(error.span)).map(|error| error.message)
}
