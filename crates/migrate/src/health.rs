//! How a database stands to the migrations of a program, as a value that becomes JSON.

use icms_connect::{Purpose, Session};
use icms_execute::Ledger;
use icms_journal::Entry;
use serde::Serialize;

use crate::run::entries;
use crate::{Error, Migrations};

/// How a database stands to the migrations of a program.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Health {
    /// The version of this document.
    pub version: u32,
    /// In one word.
    pub status: Standing,
    /// How many of the program's migrations are applied.
    pub applied: usize,
    /// What was applied last.
    pub last_migration: Option<Last>,
    /// Migrations that are not begun, in order.
    pub pending: Vec<String>,
    /// Migrations that are neither applied nor pending.
    pub unclean: Vec<State>,
    /// Why nothing is known of it.
    pub error: Option<String>,
}

/// In one word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// Everything is applied.
    UpToDate,
    /// Migrations are pending.
    Behind,
    /// The database has migrations that this program does not know: a newer release is there.
    Ahead,
    /// A migration failed, was edited, or is out of order.
    Unclean,
    /// It did not answer.
    Unreachable,
}

/// What was applied last.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Last {
    /// The migration.
    pub id: String,
    /// When, in UTC: `2026-01-01T12:00:00Z`.
    pub at: String,
}

/// A migration that is neither applied nor pending.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct State {
    /// The migration.
    pub id: String,
    /// The word that `icms migrate status` has for it.
    pub state: String,
}

impl Health {
    /// Whether a service can work with it: nothing failed, and everything it knows is applied.
    #[must_use]
    pub const fn is_good(&self) -> bool {
        matches!(self.status, Standing::UpToDate | Standing::Ahead)
    }

    fn unreachable(error: &Error) -> Self {
        Self {
            version: 1,
            status: Standing::Unreachable,
            applied: 0,
            last_migration: None,
            pending: Vec::new(),
            unclean: Vec::new(),
            error: Some(error.to_string()),
        }
    }

    fn of(entries: &[Entry], last_migration: Option<Last>) -> Self {
        use icms_journal::State as S;
        let ids = |wanted: fn(&S) -> bool| entries.iter().filter(move |entry| wanted(&entry.state));
        let pending: Vec<String> = ids(|s| *s == S::Pending).map(|e| e.id.to_string()).collect();
        let unclean = ids(|s| !s.is_clean());
        let unclean: Vec<State> =
            unclean.map(|e| State { id: e.id.to_string(), state: e.state.word().to_owned() }).collect();
        let newer = ids(|s| *s == S::Missing).count();
        let status = match (unclean.len() - newer, pending.len(), newer) {
            (0, 0, 0) => Standing::UpToDate,
            (0, 0, _) => Standing::Ahead,
            (0, _, _) => Standing::Behind,
            _ => Standing::Unclean,
        };
        let applied = ids(|s| *s == S::Applied).count();
        Self { version: 1, status, applied, last_migration, pending, unclean, error: None }
    }
}

impl Migrations {
    /// How the database stands to these migrations; one that does not answer is a health, too.
    #[must_use]
    pub fn health(&self, url: &str) -> Health {
        self.looked(url).unwrap_or_else(|error| Health::unreachable(&error))
    }

    fn looked(&self, url: &str) -> Result<Health, Error> {
        let (url, journal) = (self.url(url)?, self.journal()?);
        let mut session = Session::open(&url, Purpose::Read)?;
        let entries = entries(&mut session, &journal)?;
        let last = Ledger::new(&mut session).latest()?;
        Ok(Health::of(&entries, last.map(|(id, at)| Last { id: id.to_string(), at })))
    }
}
