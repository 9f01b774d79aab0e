//! Starting a project.

use std::path::{Path, PathBuf};

use icms_diagnostic::{Code, Diagnostic};

use crate::{Failure, Outcome};

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

/// Writes `icms.toml` and, when there is no schema to start from, a first one.
///
/// # Errors
/// A project that exists already, a source that is not there.
pub fn project(folder: &Path, from: Option<&Path>) -> Outcome<Vec<PathBuf>> {
    let config = folder.join("icms.toml");
    if config.exists() {
        let message = "there is an icms.toml here already";
        return Err(Diagnostic::error(Code(7020), message)
            .help("edit it, or start in another folder")
            .into());
    }
    let mut written = Vec::new();
    let text = match from {
        Some(from) => adopted(folder, from)?,
        None => {
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
    Ok(written)
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
            return Err(Diagnostic::error(Code(7021), message).into());
        };
        (schema, from.to_path_buf())
    };
    Ok(configuration(&schema.display().to_string(), &home.join("migrations").display().to_string()))
}

fn configuration(schema: &str, migrations: &str) -> String {
    let quoted = |text: &str| format!("{:?}", text.replace('\\', "/"));
    format!(
        "schema = {}\nmigrations = {}\n\n[client]\nout = \"src/db\"\n\n[database]\nurl = \"env:DATABASE_URL\"\n",
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
