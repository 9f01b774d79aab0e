//! What a server says about a query, or at which place of its file it refuses it.

use icms_codegen::query::{Query, REFUSED};
use icms_connect::{DatabaseError, Session};
use icms_diagnostic::Diagnostic;
use icms_model::Description;

/// Has a query described.
///
/// # Errors
/// What the server says, at the place in the file that it speaks of.
pub fn describe(session: &mut Session, query: &Query) -> Result<Description, Box<Diagnostic>> {
    icms_introspect::describe(session, &query.sql).map_err(|error| Box::new(refused(query, error)))
}

fn refused(query: &Query, error: DatabaseError) -> Diagnostic {
    // PostgreSQL names a parameter without a type by its number and not by its place.
    let parameter = query
        .parameters
        .iter()
        .enumerate()
        .rev()
        .find(|(at, _)| error.is("42P18") && error.message.contains(&format!("${}", at + 1)));
    if let Some((_, parameter)) = parameter {
        let message = format!("PostgreSQL cannot tell the type of the parameter {}", parameter.name);
        let help = format!("say it: `:{}::bigint`, for example", parameter.name);
        return Diagnostic::error(REFUSED, message).at(parameter.span).help(help);
    }
    let place = query.place(error.position.unwrap_or(1));
    Diagnostic::from(error)
        .within(REFUSED, format!("PostgreSQL refuses the query {}: ", query.name))
        .at(place)
}
