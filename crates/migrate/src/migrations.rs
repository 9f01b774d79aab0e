//! The migrations of a program.

use icms_connect::Url;
use icms_journal::{Folder, Journal};

use crate::{Embedded, Error};

/// Migrations that are part of a program.
#[derive(Debug, Clone, Copy)]
pub struct Migrations {
    list: &'static [Embedded],
    names: Names,
}

/// Whether scripts name the namespaces of their objects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Names {
    Qualified,
    Bare,
}

impl Migrations {
    /// Of this list.
    #[must_use]
    pub const fn new(list: &'static [Embedded]) -> Self {
        Self { list, names: Names::Qualified }
    }

    /// Of a portable project: they work in the namespace that the URL names (`?schema=`), else in `public`.
    #[must_use]
    pub const fn portable(self) -> Self {
        Self { names: Names::Bare, ..self }
    }

    /// The migrations as they are embedded.
    #[must_use]
    pub const fn list(&self) -> &'static [Embedded] {
        self.list
    }

    pub(crate) fn journal(&self) -> Result<Journal, Error> {
        let folders = self.list.iter().map(|m| Folder::new(m.id, m.files.iter().copied()));
        let (journal, found) = Journal::read(folders);
        Error::of_history(&found).map_or(Ok(journal), Err)
    }

    pub(crate) fn url(&self, text: &str) -> Result<Url, Error> {
        let url = Url::parse(text)?;
        match self.names {
            Names::Qualified => Ok(url),
            Names::Bare => {
                let home = url.schemas().first().map_or("public", String::as_str);
                Ok(url.at_home(home))
            }
        }
    }
}
