//! The SQL that gives an application's role the least it needs.

use icms_connect::{Purpose, Session};
pub use icms_ddl::grant::Access;
use icms_ddl::grant::{Application, statements};
use icms_ddl::script::{self, BEGIN, COMMIT};
use icms_sql::Name;

use crate::load::Context;
use crate::{Failure, Location, Outcome, Project, Source, load};

/// For whom.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// The application's role; the database's name with `_app` or `_reader` without.
    pub role: Option<String>,
    /// The role that migrates; the URL's without.
    pub migrator: Option<String>,
}

/// Grants for one role.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Grants {
    /// The role.
    pub role: String,
    /// The statements in order, each without a closing semicolon.
    pub statements: Vec<String>,
}

impl Grants {
    /// One transaction, for psql.
    #[must_use]
    pub fn script(&self) -> String {
        let role = Name::new(&self.role);
        let heading = format!(
            "The least that an application needs. Run it as the role that migrates, again after every deploy.\n\
             The role has to be there: CREATE ROLE {} LOGIN",
            role.quoted()
        );
        let lines = [BEGIN, "SET LOCAL client_min_messages = warning"].into_iter();
        let lines = lines.chain(self.statements.iter().map(String::as_str)).chain([COMMIT]);
        let body: Vec<String> = lines.map(|sql| format!("{sql};")).collect();
        format!("{}\n{}\n", script::heading(&heading), body.join("\n"))
    }
}

/// From the schema files; without any, from the database itself.
///
/// # Errors
/// A schema that does not compile, a database that cannot be reached, the role that migrates itself.
pub fn run(options: &Options, access: Access, project: &Project) -> Outcome<Grants> {
    let url = project.require_database()?;
    let (database, user) = match (url.database(), url.user()) {
        (Some(database), Some(user)) => (database.to_owned(), user.to_owned()),
        _ => {
            let session = Session::open(&url, Purpose::Read)?;
            (session.database().to_owned(), session.role().to_owned())
        }
    };
    let path = project.schema_path();
    let source = if path.exists() {
        Source::Schema(Location::Disk(path))
    } else {
        Source::Database(Box::new(url.clone()))
    };
    let schema = load(&source, project, &Context::default())?.schema;
    let suffix = match access {
        Access::ReadWrite => "app",
        Access::ReadOnly => "reader",
    };
    let role = options.role.clone().unwrap_or_else(|| format!("{database}_{suffix}"));
    let migrator = options.migrator.clone().unwrap_or(user);
    if role == migrator {
        let message =
            format!("`{role}` is the role that migrates: these grants would take its own rights from it");
        return Err(Box::new(Failure::usage(message)));
    }
    let who = Application {
        database: Name::new(database),
        role: Name::new(&role),
        migrator: Name::new(migrator),
        access,
    };
    let statements = statements(&schema, &who).into_iter().map(|statement| statement.sql).collect();
    Ok(Grants { role, statements })
}
