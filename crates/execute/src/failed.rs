//! Why a migration stopped, and the diagnostic that says so.

use icms_connect::DatabaseError;
use icms_diagnostic::{Diagnostic, Span};
use icms_sql::Statement;

use crate::apply::{Direction, Run};
use crate::codes;
use crate::group::Group;
use crate::step::OnError;

/// What stopped it: a statement with the server's words, or something else in a diagnostic.
#[derive(Debug)]
pub struct Failed {
    /// The statement that failed, if it was one.
    pub statement: Option<Statement>,
    cause: Cause,
}

#[derive(Debug)]
enum Cause {
    Database(DatabaseError),
    Other(Diagnostic),
}

impl Failed {
    /// A statement that the server refused.
    pub fn at(statement: &Statement, error: DatabaseError) -> Box<Self> {
        Box::new(Self { statement: Some(statement.clone()), cause: Cause::Database(error) })
    }

    /// Something that stands in no script.
    pub fn outside(error: DatabaseError) -> Box<Self> {
        Box::new(Self { statement: None, cause: Cause::Other(Diagnostic::from(error)) })
    }

    /// A diagnostic that needs no more words.
    pub const fn of(diagnostic: Diagnostic) -> Self {
        Self { statement: None, cause: Cause::Other(diagnostic) }
    }

    /// Whether the statement cannot run in a transaction: it says so, or commits by itself.
    pub fn refuses_transactions(&self) -> bool {
        matches!(&self.cause, Cause::Database(e) if e.is("25001") || e.is("2D000"))
    }

    /// What an error means for a statement that refused a transaction: one that would commit leaves what it committed.
    pub fn effect_of_errors(&self) -> OnError {
        match &self.cause {
            Cause::Database(error) if error.is("2D000") => OnError::Unknown,
            Cause::Database(_) | Cause::Other(_) => OnError::Undone,
        }
    }

    /// Whether trying again may help: a lock that others held, a deadlock, a serialization failure.
    pub fn may_pass(&self) -> bool {
        matches!(&self.cause, Cause::Database(e) if e.is("55P03") || e.is("40P01") || e.is("40001"))
    }

    /// One sentence, without values: the ledger keeps it.
    pub fn message(&self) -> String {
        match &self.cause {
            Cause::Database(error) => error.shown(),
            Cause::Other(diagnostic) => diagnostic.message.clone(),
        }
    }

    /// For people, with the place in the script.
    pub fn explain(&self, run: Run<'_>) -> Diagnostic {
        let (error, statement) = match (&self.cause, &self.statement) {
            (Cause::Other(diagnostic), _) => return diagnostic.clone(),
            (Cause::Database(error), None) => return Diagnostic::from(error.clone()),
            (Cause::Database(error), Some(statement)) => (error, statement),
        };
        let said = Diagnostic::from(error.clone());
        let before = format!("{} of {} failed: ", script(run), run.migration.id);
        said.within(codes::STATEMENT_FAILED, before).at(place(statement, error))
    }
}

impl From<Box<Diagnostic>> for Box<Failed> {
    fn from(diagnostic: Box<Diagnostic>) -> Self {
        Self::new(Failed::of(*diagnostic))
    }
}

/// Where in the statement the server points to; the whole statement where it points nowhere.
fn place(statement: &Statement, error: &DatabaseError) -> Span {
    let text = statement.text();
    let whole = statement.span();
    let nth = error.position.and_then(|n| usize::try_from(n).ok()).and_then(|n| n.checked_sub(1));
    let Some((start, _)) = nth.and_then(|n| text.char_indices().nth(n)) else { return whole };
    let word = text[start..].find(|c: char| !(c.is_alphanumeric() || c == '_')).unwrap_or(text.len() - start);
    let from = whole.start as usize + start;
    Span::new(whole.file, from, from + word.max(1))
}

fn script(run: Run<'_>) -> &'static str {
    match run.direction {
        Direction::Up => run.migration.dialect.script(),
        Direction::Down => "down.sql",
    }
}

/// What is applied differs from the file of today.
pub fn edited(run: Run<'_>, at: usize) -> Diagnostic {
    let message = format!("step {} of {} is applied, and its text differs today", at + 1, run.migration.id);
    Diagnostic::error(codes::APPLIED_PART_EDITED, message)
        .help("restore the applied part of the script; what follows it may be edited")
}

/// Nobody knows whether a statement came to its end.
pub fn in_doubt(run: Run<'_>, group: &Group) -> Diagnostic {
    let message =
        format!("a statement of {} was started and nobody knows whether it ended", run.migration.id);
    let diagnostic = Diagnostic::error(codes::IN_DOUBT, message)
        .help("look whether its work is there, then `icms migrate resolve`; `-- icms:done-when <query>` would have told");
    group.statements.first().map_or(diagnostic.clone(), |s| diagnostic.at(s.span()))
}

/// The session is no longer the one that took the lock.
pub fn lock_lost(run: Run<'_>) -> Diagnostic {
    let message = format!(
        "the migration lock was lost while {} ran; nothing of the current step is kept",
        run.migration.id
    );
    Diagnostic::error(codes::LOCK_LOST, message)
        .help("a pooler in transaction mode gives every transaction another session: use the server's direct URL for migrations")
}

/// Something that must be true of the rows is not.
pub fn not_verified(query: &str, statement: &Statement) -> Diagnostic {
    let message = format!("this does not hold: {}", icms_sql::conceal(query));
    Diagnostic::error(codes::NOT_VERIFIED, message)
        .at(statement.span())
        .withholding(query)
        .help("the step was not recorded as done: look at the rows, mend the script, and deploy again")
}
