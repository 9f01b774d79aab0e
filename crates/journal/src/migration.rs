//! One migration.

use icms_diagnostic::{Diagnostic, Diagnostics};

use crate::codes;
use crate::{Acknowledgements, Checksum, Folder, Manifest, MigrationId, Replaced, prisma_checksum};

/// A migration folder, read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Migration {
    /// The folder's name.
    pub id: MigrationId,
    /// Who wrote it.
    pub dialect: Dialect,
    /// The script.
    pub up: String,
    /// The way back, where there is one.
    pub down: Option<String>,
    /// `migration.toml`, for ours.
    pub manifest: Option<Manifest>,
    /// `acknowledged.toml`.
    pub acknowledged: Acknowledgements,
}

/// Which tool's folder it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Dialect {
    /// `up.sql`, `down.sql`, `migration.toml`.
    Icms,
    /// `migration.sql`.
    Prisma,
}

impl Dialect {
    /// The file that holds the script.
    #[must_use]
    pub const fn script(self) -> &'static str {
        match self {
            Self::Icms => "up.sql",
            Self::Prisma => "migration.sql",
        }
    }
}

impl Migration {
    /// Reads a folder; none when it holds no script at all.
    pub fn read(folder: &Folder, diagnostics: &mut Diagnostics) -> Option<Self> {
        let (dialect, up) = match (folder.file("up.sql"), folder.file("migration.sql")) {
            (Some(up), None) => (Dialect::Icms, up),
            (None, Some(up)) => (Dialect::Prisma, up),
            (Some(_), Some(_)) => {
                diagnostics.push(
                    Diagnostic::error(
                        codes::TWO_SCRIPTS,
                        format!("`{}` holds both up.sql and migration.sql", folder.name),
                    )
                    .help("keep one of the two"),
                );
                return None;
            }
            (None, None) => return None,
        };
        let manifest = parsed(folder, "migration.toml", Manifest::parse, diagnostics);
        let acknowledged = parsed(folder, "acknowledged.toml", Acknowledgements::parse, diagnostics);
        Some(Self {
            id: MigrationId::new(&folder.name),
            dialect,
            up: up.to_owned(),
            down: folder.file("down.sql").map(str::to_owned),
            manifest,
            acknowledged: acknowledged.unwrap_or_default(),
        })
    }

    /// The migrations that it was folded from.
    #[must_use]
    pub fn replaces(&self) -> &[Replaced] {
        self.manifest.as_ref().map_or(&[], |m| &m.replaces)
    }

    /// What the ledger stores for it.
    #[must_use]
    pub fn checksum(&self) -> Checksum {
        match self.dialect {
            Dialect::Icms => Checksum::of(&self.up),
            Dialect::Prisma => prisma_checksum(&self.up),
        }
    }

    /// Whether a script differs from what the manifest was sealed with.
    #[must_use]
    pub fn edited(&self) -> bool {
        let Some(manifest) = &self.manifest else { return false };
        manifest.up != Checksum::of(&self.up) || manifest.down != self.down.as_deref().map(Checksum::of)
    }
}

fn parsed<T>(
    folder: &Folder,
    file: &str,
    parse: impl Fn(&str) -> Result<T, String>,
    diagnostics: &mut Diagnostics,
) -> Option<T> {
    match parse(folder.file(file)?) {
        Ok(value) => Some(value),
        Err(why) => {
            let message = format!("cannot read `{}/{file}`: {}", folder.name, why.trim());
            diagnostics.push(
                Diagnostic::error(codes::UNREADABLE, message)
                    .help("restore the file from version control, or run `icms migrate seal`"),
            );
            None
        }
    }
}
