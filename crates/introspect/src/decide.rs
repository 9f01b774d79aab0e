//! Asks a server whether two expressions are the same to it: both go into a temporary object, the texts it deparses
//! are compared, everything is rolled back (ruling 15).

use icms_connect::Session;
use icms_diff::{Answers, Place, Undecided, Verdict};
use icms_model::{Expr, QualifiedName, Schema, Table};
use icms_sql::quote_ident;

/// Answers what the server can answer. The session must be allowed to create temporary objects; where it is not,
/// or a question makes no sense to the server, that question stays open.
///
/// `schema` is the after side: the relations that questions name are built after it.
#[must_use]
pub fn decide(session: &mut Session, questions: &[Undecided], schema: &Schema) -> Answers {
    let mut answers = Answers::default();
    if session.batch_execute("BEGIN; SET LOCAL statement_timeout = '10s'").is_err() {
        return answers;
    }
    let mut built: Option<QualifiedName> = None;
    for question in questions {
        let relation = &question.relation.after;
        if question.place != Place::Query && built.as_ref() != Some(relation) {
            built = schema.tables.named(relation).filter(|t| build(session, t)).map(|t| t.name.clone());
        }
        let deparsed = question.expressions.as_ref().map(|e| deparse(session, &question.place, e));
        if let (Some(before), Some(after)) = (deparsed.before, deparsed.after) {
            let verdict = if before == after { Verdict::Equal } else { Verdict::Different };
            answers.give(question.clone(), verdict);
        }
    }
    // Nothing was meant to last; a broken connection rolls back by itself.
    let _ = session.batch_execute("ROLLBACK");
    answers
}

/// Makes `pg_temp._icms_question` with the columns of a table. The types must exist on the server.
fn build(session: &mut Session, table: &Table) -> bool {
    let columns: Vec<String> =
        table.columns.iter().map(|c| format!("{} {}", quote_ident(c.name.as_str()), c.data_type)).collect();
    let create = format!(
        "DROP TABLE IF EXISTS pg_temp._icms_question; CREATE TEMPORARY TABLE _icms_question ({})",
        columns.join(", ")
    );
    attempt(session, |session| session.batch_execute(&create).ok()).is_some()
}

/// The text that the server makes of an expression; none when it refuses it.
fn deparse(session: &mut Session, place: &Place, expression: &Expr) -> Option<String> {
    let (make, ask) = question(place, expression);
    undone(session, |session| {
        session.batch_execute(&make).ok()?;
        let rows = session.texts(ask).ok()?;
        rows.into_iter().next()?.into_iter().next()?
    })
}

/// The statement that stores an expression, and the query that reads it back.
fn question(place: &Place, expression: &Expr) -> (String, &'static str) {
    const TABLE: &str = "pg_temp._icms_question";
    match place {
        Place::Default(column) => {
            let column = quote_ident(column.as_str());
            (
                format!("ALTER TABLE {TABLE} ALTER COLUMN {column} SET DEFAULT {expression}"),
                "SELECT pg_catalog.pg_get_expr(adbin, adrelid) FROM pg_catalog.pg_attrdef \
                 WHERE adrelid = 'pg_temp._icms_question'::regclass",
            )
        }
        // A column cannot be made generated later, so a view stands in.
        Place::Generated(column) => (
            format!(
                "CREATE TEMPORARY VIEW _icms_answer AS SELECT ({expression}) AS {} FROM {TABLE}",
                quote_ident(column.as_str())
            ),
            "SELECT pg_catalog.pg_get_viewdef('pg_temp._icms_answer'::regclass)",
        ),
        Place::Check | Place::Predicate => (
            format!("ALTER TABLE {TABLE} ADD CONSTRAINT _icms_answer CHECK ({expression})"),
            "SELECT pg_catalog.pg_get_expr(conbin, conrelid) FROM pg_catalog.pg_constraint \
             WHERE conrelid = 'pg_temp._icms_question'::regclass AND conname = '_icms_answer'",
        ),
        Place::IndexKey => (
            format!("CREATE INDEX _icms_answer ON {TABLE} (({expression}))"),
            "SELECT pg_catalog.pg_get_expr(indexprs, indrelid) FROM pg_catalog.pg_index \
             WHERE indexrelid = 'pg_temp._icms_answer'::regclass",
        ),
        Place::Query => (
            format!("CREATE TEMPORARY VIEW _icms_answer AS {expression}"),
            "SELECT pg_catalog.pg_get_viewdef('pg_temp._icms_answer'::regclass)",
        ),
    }
}

/// Does something under a savepoint that is kept when it succeeds.
fn attempt<T>(session: &mut Session, work: impl FnOnce(&mut Session) -> Option<T>) -> Option<T> {
    session.batch_execute("SAVEPOINT icms_question").ok()?;
    let result = work(session);
    let end = if result.is_some() { "RELEASE" } else { "ROLLBACK TO" };
    session.batch_execute(&format!("{end} icms_question")).ok()?;
    result
}

/// Does something under a savepoint that is always undone.
fn undone<T>(session: &mut Session, work: impl FnOnce(&mut Session) -> Option<T>) -> Option<T> {
    session.batch_execute("SAVEPOINT icms_question").ok()?;
    let result = work(session);
    session.batch_execute("ROLLBACK TO icms_question").ok()?;
    result
}
