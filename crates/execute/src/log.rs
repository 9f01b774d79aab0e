//! `_icms_log`: who did what to the ledger or to protected data, and why.

use icms_diagnostic::Diagnostic;
use icms_journal::MigrationId;

use crate::ledger::Ledger;

const CREATE: &str = "
CREATE TABLE public._icms_log (
    number      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    at          timestamptz NOT NULL DEFAULT now(),
    role        text NOT NULL DEFAULT session_user,
    client      inet DEFAULT pg_catalog.inet_client_addr(),
    person      text NOT NULL,
    action      text NOT NULL,
    migration   text,
    environment text,
    reason      text
)";

/// Something a person decided.
#[derive(Debug, Clone, Copy)]
pub struct Act<'a> {
    /// Who, as their machine calls them.
    pub person: &'a str,
    /// What was done: `down`, `resolve --applied`.
    pub action: &'a str,
    /// To which migration.
    pub migration: Option<&'a MigrationId>,
    /// In which environment.
    pub environment: Option<&'a str>,
    /// Why.
    pub reason: Option<&'a str>,
}

impl Ledger<'_> {
    /// Writes it down.
    ///
    /// # Errors
    /// What the server says.
    pub fn log(&mut self, act: Act<'_>) -> Result<(), Box<Diagnostic>> {
        if !self.exists("public._icms_log")? {
            self.create(CREATE)?;
        }
        let id = act.migration.map(MigrationId::as_str);
        self.write(
            "INSERT INTO public._icms_log (person, action, migration, environment, reason) VALUES ($1, $2, $3, $4, $5)",
            &[&act.person, &act.action, &id, &act.environment, &act.reason],
        )
    }
}
