//! An empty migration, to be filled by hand.

use std::path::PathBuf;

use icms_diagnostic::Diagnostic;
use icms_journal::{Checksum, Manifest, timestamp_id};

use super::proof;
use super::test::EXAMPLE;
use crate::codes;
use crate::{Outcome, Project, generate, status};

const UP: &str = "\
-- Write what is to happen here; `BEGIN; … COMMIT;` makes statements take effect together.
-- A statement outside a transaction may say how one sees that it is done:
--   -- icms:done-when SELECT …
-- When it is finished: `icms migrate seal`.
";

const DOWN: &str = "\
-- Write the way back here. Without one, remove this file.
";

const DATA: &str = "\
-- Rows, range by range: each range and how far the work has come are one transaction, and a run that ends anywhere is
-- gone on with from there. psql takes every row at once, with the same end.
--
--   -- icms:verify-before SELECT count(*) > 0 FROM people
--   -- icms:batch people(id) size 10000 pause 50ms
--   -- icms:verify-after SELECT NOT EXISTS (SELECT FROM people WHERE display_name IS NULL)
--   UPDATE people SET display_name = name WHERE display_name IS NULL /* icms:range id */;
--
-- What statements cannot do is a program of `[programs]` in icms.toml, in a step of its own:
--
--   CALL icms.run('backfill');
--
-- `icms explain E5108` and `E5120` say more; rows for a test go into tests/. When it is finished: `icms migrate seal`.
";

/// What the migration is to change.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// The schema, or whatever its author writes.
    Schema,
    /// `--data`: rows.
    Data,
}

/// Writes the folder of a migration that does nothing yet. `now` counts seconds since 1970.
///
/// # Errors
/// A name that says nothing, a history that does not hang together, files that cannot be written.
pub fn run(name: &str, kind: Kind, now: u64, project: &Project) -> Outcome<PathBuf> {
    let up = match kind {
        Kind::Schema => UP,
        Kind::Data => DATA,
    };
    let title = generate::named(name, "backfill_user_display_names")?;
    let journal = status::journal(project)?;
    let parent = journal.last();
    let id = timestamp_id(now, &title, parent.map(|m| &m.id));
    let schema = proof::hash(&proof::schema(journal.migrations(), project)?);
    let manifest = Manifest {
        version: 1,
        id: id.to_string(),
        parent: parent.map(|m| m.id.to_string()),
        schema_before: schema.clone(),
        schema_after: schema,
        up: Checksum::of(up),
        down: Some(Checksum::of(DOWN)),
        replaces: Vec::new(),
        names: parent.and_then(|m| m.manifest.as_ref()).map(|m| m.names.clone()).unwrap_or_default(),
        findings: Vec::new(),
    };
    let written = generate::Written {
        up: up.to_owned(),
        down: DOWN.to_owned(),
        manifest: manifest.to_toml().map_err(|why| Diagnostic::error(codes::NOT_WRITABLE, why))?,
        readme: icms_report::blank_readme(&title),
    };
    let folder = project.migrations_path().join(id.as_str());
    generate::write_files(&folder, written.files())?;
    if kind == Kind::Data {
        generate::write_files(&folder.join("tests"), [("example.toml", EXAMPLE)])?;
    }
    Ok(folder)
}
