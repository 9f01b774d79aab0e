//! Protected environments: what is refused there, and the way out in an incident.

use icms_classify::Finding;
use icms_connect::Session;
use icms_diagnostic::Diagnostic;
use icms_execute::{Act, Ledger};
use icms_journal::MigrationId;

use crate::{Exit, Failure, Outcome, Project, codes, loss};

/// How a person insists on what a protected environment refuses.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Insistence<'i> {
    /// They do not.
    #[default]
    None,
    /// They typed the environment's name on a terminal.
    Typed(&'i str),
    /// `--break-glass "<reason>"`
    BreakGlass(&'i str),
}

/// The name of the protected environment that this is: the configuration says so, or the database's own ledger does.
///
/// # Errors
/// What the server says.
pub fn environment(session: &mut Session, project: &Project) -> Outcome<Option<String>> {
    if project.protected() {
        return Ok(Some(project.environment.clone().unwrap_or_else(|| "default".to_owned())));
    }
    Ok(Ledger::new(session).meta("protected")?)
}

/// Refuses something that no flag allows on a protected environment.
///
/// # Errors
/// When it is one; exit status 4.
pub fn forbid(what: &str, session: &mut Session, project: &Project) -> Outcome<()> {
    let Some(name) = environment(session, project)? else { return Ok(()) };
    let message = format!("{what} is not for protected databases, and this is `{name}`");
    let refusal =
        Diagnostic::error(codes::PROTECTED, message).help("no flag allows it; is this the right database?");
    Err(Box::new(Failure::new(Exit::Protected, refusal)))
}

/// Refuses something on a protected environment whose name was not given along, and writes down who gave it.
///
/// # Errors
/// When the name was not given, or another one; exit status 4.
pub fn confirm(what: &str, confirmed: Option<&str>, session: &mut Session, project: &Project) -> Outcome<()> {
    let Some(name) = environment(session, project)? else { return Ok(()) };
    if confirmed == Some(name.as_str()) {
        return log(what, None, Some(&name), None, session, project);
    }
    let message = format!("{what} is not done to protected databases unasked, and this is `{name}`");
    let refusal = Diagnostic::error(codes::PROTECTED, message).help(format!("say --confirm {name}"));
    Err(Box::new(Failure::new(Exit::Protected, refusal)))
}

/// Asks for insistence where values of a protected environment would go (`lost`), and writes down who insisted.
///
/// # Errors
/// When nobody insisted, or typed another name; exit status 4.
pub fn insist(
    action: &str,
    migration: &MigrationId,
    lost: &[Finding],
    insistence: Insistence<'_>,
    session: &mut Session,
    project: &Project,
) -> Outcome<()> {
    let Some(name) = environment(session, project)? else { return Ok(()) };
    let reason = match insistence {
        Insistence::BreakGlass(reason) if !reason.trim().is_empty() => Some(reason.trim()),
        Insistence::Typed(typed) if typed.trim() == name => None,
        Insistence::Typed(_) | Insistence::BreakGlass(_) | Insistence::None => {
            let message =
                format!("{action} of {migration} loses {}, and `{name}` is protected", loss::list(lost));
            let help =
                "type the environment's name when asked on a terminal, or say --break-glass \"<reason>\"";
            let refusal = Diagnostic::error(codes::PROTECTED, message).help(help);
            return Err(Box::new(Failure::new(Exit::Protected, refusal)));
        }
    };
    log(action, Some(migration), Some(&name), reason, session, project)
}

/// Writes into the ledger who did what, and why.
pub(crate) fn log(
    action: &str,
    migration: Option<&MigrationId>,
    environment: Option<&str>,
    reason: Option<&str>,
    session: &mut Session,
    project: &Project,
) -> Outcome<()> {
    let person = project.person();
    let environment = environment.or(project.environment.as_deref());
    Ok(Ledger::new(session).log(Act { person: &person, action, migration, environment, reason })?)
}
