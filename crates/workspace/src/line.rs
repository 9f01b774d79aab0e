//! One worker's connection, kept from one target to the next: a thousand namespaces of a database need no thousand
//! connections.

use icms_connect::{Purpose, Session, Url, codes};
use icms_diagnostic::Diagnostic;
use icms_model::Namespace;
use icms_sql::Name;

use crate::{Outcome, Project};

/// What becomes of a namespace that is not there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Absent {
    /// It is an error.
    #[default]
    Refused,
    /// `--create`: it is made.
    Created,
}

/// A connection that may be open already.
#[derive(Debug, Default)]
pub struct Line {
    kept: Option<Session>,
    absent: Absent,
}

impl Line {
    /// A line that is not open yet.
    pub(crate) const fn new(absent: Absent) -> Self {
        Self { kept: None, absent }
    }

    /// A session in the project's database, at home where it is. One that is not [kept](Self::keep) ends.
    pub(crate) fn session(&mut self, purpose: Purpose, project: &Project) -> Outcome<Session> {
        let url = project.require_database()?;
        let kept = self.kept.take().filter(|session| is_same_place(session.url(), &url));
        if let Some(mut session) = kept {
            match self.settle(&mut session, &url) {
                Err(broken) if broken.code == codes::CONNECTION_LOST => {}
                settled => {
                    settled?;
                    return Ok(session);
                }
            }
        }
        let mut session = Session::open(&url.away(), purpose)?;
        self.settle(&mut session, &url)?;
        Ok(session)
    }

    /// Keeps a session for the next target.
    pub(crate) fn keep(&mut self, session: Option<Session>) {
        self.kept = session;
    }

    fn settle(&self, session: &mut Session, url: &Url) -> Result<(), Diagnostic> {
        let Some(home) = url.home() else { return Ok(()) };
        match session.settle_in(home) {
            Err(missing) if missing.code == codes::NAMESPACE_UNKNOWN && self.absent == Absent::Created => {
                create(home, session)?;
                session.settle_in(home)
            }
            settled => settled,
        }
    }
}

/// Whether it is the same database with the same login.
fn is_same_place(one: &Url, other: &Url) -> bool {
    one.at_home("") == other.at_home("")
}

/// Makes a namespace; somebody else may do so at the same time.
fn create(name: &str, session: &mut Session) -> Result<(), Diagnostic> {
    let create = icms_ddl::namespace::create(&Namespace { name: Name::new(name), comment: None });
    match session.batch_execute(&create.sql) {
        Err(error) if !error.is("42P06") && !error.is("23505") => Err(error.into()),
        Err(_) | Ok(()) => Ok(()),
    }
}
