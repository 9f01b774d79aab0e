//! Starting a project.

use std::path::{Path, PathBuf};

use icms_diagnostic::Diagnostic;

use icms_journal::MigrationId;

use crate::codes;
use crate::{Failure, Location, Outcome, Overrides, Project, Source, compare, generate, pull, status};

const FIRST_SCHEMA: &str = "\
datasource db {
  provider = \"postgresql\"
}

/// People who can sign in.
model User {
  id        BigInt   @id @identity(always)
  email     String   @unique
  name      String?
  createdAt DateTime @default(now()) @db.Timestamptz(3)
}
";

/// A project that was started.
#[derive(Debug, Clone, Default)]
pub struct Started {
    /// The files and folders that are new.
    pub written: Vec<PathBuf>,
    /// What differs between the history and the schema, in words: the next migration will say it.
    pub changes: Vec<String>,
    /// How many migrations the history has that the project was started from.
    pub migrations: usize,
    /// The migration that makes the database that the project was started from.
    pub baseline: Option<MigrationId>,
    /// How many objects of that database the language has no words for.
    pub left_out: usize,
}

/// Writes `icms.toml` and, when there is no schema to start from, a first one. A database becomes a schema and a first
/// migration; `now` is in seconds since 1970.
///
/// # Errors
/// A project that exists already, a source that is not there, a database that cannot be read.
pub fn project(folder: &Path, from: Option<&str>, now: u64) -> Outcome<Started> {
    let config = folder.join("icms.toml");
    if config.exists() {
        let message = "there is an icms.toml here already";
        return Err(Diagnostic::error(codes::PROJECT_EXISTS, message)
            .help("edit it, or start in another folder")
            .into());
    }
    let mut started = Started::default();
    let written = &mut started.written;
    let database = from.filter(|from| from.contains("://"));
    let text = match (database, from) {
        (Some(_), _) => configuration("schema", "migrations"),
        (None, Some(from)) => adopted(folder, Path::new(from))?,
        (None, None) => {
            let schema = folder.join("schema").join("schema.icms");
            if !schema.exists() {
                write(&schema, FIRST_SCHEMA)?;
                written.push(schema);
            }
            configuration("schema", "migrations")
        }
    };
    write(&config, &text)?;
    written.push(config);
    match (database, from) {
        (Some(url), _) => pulled(folder, url, now, &mut started)?,
        (None, Some(_)) => {
            let project = Project::open(folder, Overrides::default())?;
            started.migrations = status::journal(&project)?.migrations().len();
            started.changes = changes(&project)?;
        }
        (None, None) => {}
    }
    Ok(started)
}

/// The schema of a database, and the migration that makes it.
fn pulled(folder: &Path, url: &str, now: u64, started: &mut Started) -> Outcome<()> {
    let project =
        Project::open(folder, Overrides { database: Some(url.to_owned()), ..Overrides::default() })?;
    let request = pull::Request { source: Some(url), ..pull::Request::default() };
    let pulled = pull::text(&request, &project)?;
    let schema = folder.join("schema").join("schema.icms");
    pull::write(&schema, &pulled.text, pull::Existing::Kept)?;
    started.written.push(schema);
    started.left_out = pulled.left_out.len();
    let options = generate::Options {
        name: Some("existing_database"),
        now,
        write: generate::Write::Files,
        proof: generate::ProofOn::Model,
        server: generate::Server::Allowed,
    };
    let migration = generate::migration(&options, &project)?.folder;
    started.baseline = status::journal(&project)?.last().map(|migration| migration.id.clone());
    started.written.extend(migration);
    Ok(())
}

/// What the schema says and the history does not make.
fn changes(project: &Project) -> Outcome<Vec<String>> {
    let before = Source::Migrations(Location::Disk(project.migrations_path()));
    let after = Source::Schema(Location::Disk(project.schema_path()));
    let compared = compare::of(&before, &after, project, compare::Options::default())?;
    Ok(compared.described().iter().map(ToString::to_string).collect())
}

/// A project whose schema and history stay where they are.
fn adopted(folder: &Path, from: &Path) -> Outcome<String> {
    let from_here = folder.join(from);
    let (schema, home) = if from_here.is_file() {
        (from.to_path_buf(), from.parent().unwrap_or(Path::new("")).to_path_buf())
    } else {
        let candidates = ["schema.prisma", "schema"].map(|name| from.join(name));
        let found = candidates.into_iter().find(|path| folder.join(path).exists());
        let Some(schema) = found else {
            let message = format!("{} holds neither schema.prisma nor a folder schema/", from.display());
            return Err(Diagnostic::error(codes::NOTHING_TO_ADOPT, message).into());
        };
        (schema, from.to_path_buf())
    };
    Ok(configuration(&schema.display().to_string(), &home.join("migrations").display().to_string()))
}

fn configuration(schema: &str, migrations: &str) -> String {
    let quoted = |text: &str| format!("{:?}", text.replace('\\', "/"));
    format!(
        "schema = {}\nmigrations = {}\n\n[client]\nout = \"src/db\"\n\
         # crate = \"app-db\"  # with out = \"db\": a crate of its own, which edits of the application leave compiled\n\n\
         [database]\nurl = \"env:DATABASE_URL\"\n",
        quoted(schema),
        quoted(migrations)
    )
}

fn write(path: &Path, text: &str) -> Outcome<()> {
    if let Some(parent) = path.parent() {
        std::fs::create_dir_all(parent).map_err(|e| Failure::file(parent, &e))?;
    }
    std::fs::write(path, text).map_err(|e| Failure::file(path, &e).into())
}
