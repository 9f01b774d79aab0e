//! A script, run statement by statement in one session, as deploying runs it.

use icms_connect::{DatabaseError, Session};
use icms_diagnostic::Diagnostic;
use icms_execute::{Programs, Task, ended};
use icms_sql::{Script, Statement};

use crate::Outcome;
use crate::deploy::{SCRIPT, in_script};
use crate::migrate::proof::Piece;

/// Runs all of it; `said` makes a diagnostic of what the server says of a statement.
///
/// # Errors
/// The statement that is refused, at its place; a program that is not the project's or that fails.
pub(crate) fn run(
    piece: &Piece<'_>,
    session: &mut Session,
    programs: &Programs,
    said: impl Fn(DatabaseError) -> Diagnostic,
) -> Outcome<()> {
    each(Script::parse(SCRIPT, piece.text).sql(), piece, session, programs, said)
}

/// Runs these statements of it.
///
/// # Errors
/// As [`run`].
pub(crate) fn each<'s>(
    statements: impl IntoIterator<Item = &'s Statement>,
    piece: &Piece<'_>,
    session: &mut Session,
    programs: &Programs,
    said: impl Fn(DatabaseError) -> Diagnostic,
) -> Outcome<()> {
    for statement in statements {
        let done = match statement.program() {
            Some(name) => program(&name, piece, session, programs),
            None => session.batch_execute(statement.text()).map_err(&said),
        };
        done.map_err(|why| in_script(why.at(statement.span()), piece.name.as_str(), piece.text))?;
    }
    Ok(())
}

fn program(name: &str, piece: &Piece<'_>, session: &Session, programs: &Programs) -> Result<(), Diagnostic> {
    let direction = if piece.name.ends_with("down.sql") { "down" } else { "up" };
    let task = Task { name, migration: &piece.name, direction };
    let status = programs.run(task, session.url()).map_err(|why| *why)?;
    if status.success() { Ok(()) } else { Err(ended(name, status)) }
}
