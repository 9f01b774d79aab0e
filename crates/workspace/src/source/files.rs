//! Reading schema files, scripts and migration folders.

use std::path::Path;

use icms_diagnostic::{Diagnostic, Diagnostics, Sources};
use icms_journal::Folder;
use icms_syntax::Dialect;
use icms_syntax::ast::{Block, Expression};

use super::{Location, git};
use crate::{Failure, Outcome, Project, codes};

/// What a path holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// `.icms`, `.prisma`, or a folder with such files.
    Schema,
    /// A folder of folders with `up.sql` or `migration.sql`.
    Migrations,
    /// `.sql`
    Script,
    /// Anything else.
    Unknown,
}

/// One schema file.
#[derive(Debug, Clone)]
pub struct SchemaFile {
    /// Where it stands in [`SchemaFiles::sources`].
    pub id: icms_diagnostic::FileId,
    /// Which rules apply to it.
    pub dialect: Dialect,
}

/// Schema files with their texts.
#[derive(Debug, Clone, Default)]
pub struct SchemaFiles {
    /// The texts.
    pub sources: Sources,
    /// The files in order of their names.
    pub files: Vec<SchemaFile>,
    /// What is remarkable about them.
    pub diagnostics: Diagnostics,
}

/// What a path of the working tree holds.
pub(super) fn kind(path: &Path) -> Outcome<Kind> {
    if path.is_dir() {
        let names = names_in(path)?;
        if names.iter().any(|name| dialect(name).is_some()) {
            return Ok(Kind::Schema);
        }
        let script =
            |name: &String| ["up.sql", "migration.sql"].iter().any(|f| path.join(name).join(f).is_file());
        // An empty folder is a history that has not begun.
        let migrations =
            names.is_empty() || names.iter().any(script) || names.iter().any(|n| n == "migration_lock.toml");
        return Ok(if migrations { Kind::Migrations } else { Kind::Unknown });
    }
    if !path.exists() {
        let missing = Diagnostic::error(codes::FILE, format!("{}: no such file or folder", path.display()));
        return Err(missing.into());
    }
    Ok(file_kind(&path.to_string_lossy()))
}

/// What a file of this name holds.
pub(super) fn file_kind(name: &str) -> Kind {
    match dialect(name) {
        Some(_) => Kind::Schema,
        None if extension(name).eq_ignore_ascii_case("sql") => Kind::Script,
        None => Kind::Unknown,
    }
}

fn extension(name: &str) -> &str {
    name.rsplit_once('.').map_or("", |(_, extension)| extension)
}

/// The rules for a file of this name; none when it is no schema file.
pub(super) fn dialect(name: &str) -> Option<Dialect> {
    match extension(name) {
        "icms" => Some(Dialect::Icms),
        "prisma" => Some(Dialect::Prisma),
        _ => None,
    }
}

/// Reads a schema file, or all schema files of a folder and the folders in it, in order of their names.
///
/// # Errors
/// Unreadable files, a folder without schema files or with both languages (ruling 1).
pub fn read_schema(location: &Location, project: &Project) -> Outcome<SchemaFiles> {
    let texts = match location {
        Location::Disk(path) => disk_schema(path)?,
        Location::Git { revision, path } => git::schema(&project.root, revision, path)?,
    };
    let mut read = SchemaFiles::default();
    for (name, text) in texts {
        let Some(dialect) = dialect(&name) else { continue };
        read.files.push(SchemaFile { id: read.sources.add(name, text), dialect });
    }
    if let (Location::Disk(path), [_, _, ..]) = (location, read.files.as_slice())
        && path.is_file()
    {
        read.diagnostics.push(whole_folder(path));
    }
    let mixed = read.files.iter().any(|f| f.dialect == Dialect::Icms)
        && read.files.iter().any(|f| f.dialect == Dialect::Prisma);
    if mixed {
        return Err(Diagnostic::error(codes::MIXED_FOLDER, "the folder holds both .icms and .prisma files")
            .help("name the file that is meant, or convert the rest")
            .into());
    }
    if read.files.is_empty() {
        return Err(Diagnostic::error(codes::NO_SCHEMA_FILE, "there is no schema file")
            .help("`icms init` writes a first one")
            .into());
    }
    Ok(read)
}

fn disk_schema(path: &Path) -> Outcome<Vec<(String, String)>> {
    if !path.is_dir() {
        let alone = text(path)?;
        return match path.parent().filter(|_| says_folder(&alone)) {
            Some(folder) if folder.is_dir() => disk_schema(folder),
            Some(_) | None => Ok(vec![(path.display().to_string(), alone)]),
        };
    }
    let mut found = Vec::new();
    for name in names_in(path)? {
        let inner = path.join(&name);
        if inner.is_dir() && !name.starts_with('.') && name != "migrations" {
            found.extend(disk_schema(&inner)?);
        } else if dialect(&name).is_some() {
            found.push((inner.display().to_string(), text(&inner)?));
        }
    }
    Ok(found)
}

/// Whether a file of Prisma's says that its schema is the whole folder, by the flag that once asked for this.
fn says_folder(text: &str) -> bool {
    const FLAG: &str = "prismaSchemaFolder";
    if !text.contains(FLAG) {
        return false;
    }
    let parse = icms_syntax::parse(icms_diagnostic::FileId(0), text, Dialect::Prisma);
    parse.file.blocks.iter().any(|block| match block {
        Block::Config(config) => config.properties.iter().any(|property| match &property.value {
            Some(Expression::Array(items, _)) => {
                items.iter().any(|item| matches!(item, Expression::String(text, _) if text == FLAG))
            }
            Some(_) | None => false,
        }),
        _ => false,
    })
}

fn whole_folder(path: &Path) -> Diagnostic {
    let message = format!("{} is one file of its folder, and the whole folder was read", path.display());
    Diagnostic::note(codes::WHOLE_FOLDER, message)
        .help("its generator has the preview feature `prismaSchemaFolder`; name the folder itself to leave that out")
}

/// Reads a script: its name and its text.
///
/// # Errors
/// An unreadable file.
pub fn read_script(location: &Location, project: &Project) -> Outcome<(String, String)> {
    match location {
        Location::Disk(path) => Ok((path.display().to_string(), text(path)?)),
        Location::Git { revision, path } => {
            Ok((format!("{revision}:{path}"), git::text(&project.root, revision, path)?))
        }
    }
}

/// Reads the folders of a history. A folder that does not exist is a history that has not begun.
///
/// # Errors
/// Unreadable files.
pub fn read_folders(location: &Location, project: &Project) -> Outcome<Vec<Folder>> {
    match location {
        Location::Disk(path) if !path.exists() => Ok(Vec::new()),
        Location::Disk(path) => names_in(path)?
            .into_iter()
            .filter(|name| path.join(name).is_dir())
            .map(|name| folder(&path.join(&name), name))
            .collect(),
        Location::Git { revision, path } => git::folders(&project.root, revision, path),
    }
}

/// Scripts that lie in the folder of the migrations itself, where nothing runs them. Those of a past revision are not
/// looked for: nobody can move them any more.
///
/// # Errors
/// An unreadable folder.
pub fn loose_scripts(location: &Location) -> Outcome<Vec<String>> {
    match location {
        Location::Disk(path) if path.is_dir() => {
            let names = names_in(path)?.into_iter();
            Ok(names.filter(|name| extension(name) == "sql" && path.join(name).is_file()).collect())
        }
        Location::Disk(_) | Location::Git { .. } => Ok(Vec::new()),
    }
}

/// The files of one migration folder that mean something.
const MIGRATION_FILES: [&str; 5] =
    ["up.sql", "down.sql", "migration.sql", "migration.toml", "acknowledged.toml"];

/// Whether a file of a migration folder is read.
pub(super) fn is_migration_file(name: &str) -> bool {
    MIGRATION_FILES.contains(&name)
}

fn folder(path: &Path, name: String) -> Outcome<Folder> {
    let mut files = Vec::new();
    for file in MIGRATION_FILES {
        let file_path = path.join(file);
        if file_path.is_file() {
            files.push((file, text(&file_path)?));
        }
    }
    Ok(Folder::new(name, files))
}

/// The names in a folder, sorted by bytes.
fn names_in(folder: &Path) -> Outcome<Vec<String>> {
    let entries = std::fs::read_dir(folder).map_err(|e| Failure::file(folder, &e))?;
    let mut names = Vec::new();
    for entry in entries {
        let entry = entry.map_err(|e| Failure::file(folder, &e))?;
        names.push(entry.file_name().to_string_lossy().into_owned());
    }
    names.sort();
    Ok(names)
}

/// The text of a file; a byte-order mark at its beginning is dropped.
fn text(path: &Path) -> Outcome<String> {
    let bytes = std::fs::read(path).map_err(|e| Failure::file(path, &e))?;
    let text = String::from_utf8(bytes).map_err(|e| {
        let at = e.utf8_error().valid_up_to();
        Failure::from(
            Diagnostic::error(codes::NOT_UTF8, format!("{} is not UTF-8 from byte {at} on", path.display()))
                .help("save the file as UTF-8"),
        )
    })?;
    Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text))
}
