//! `migration.toml`: what the tool knew when it wrote a migration.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::Checksum;

/// The manifest of a migration that we wrote.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Manifest {
    /// The version of this format: 1.
    pub version: u32,
    /// The migration's id: its folder's name.
    pub id: String,
    /// The migration it was made on top of; absent for the first one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub parent: Option<String>,
    /// Hash of the schema before.
    pub schema_before: Checksum,
    /// Hash of the schema after.
    pub schema_after: Checksum,
    /// Checksum of `up.sql`.
    pub up: Checksum,
    /// Checksum of `down.sql`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub down: Option<Checksum>,
    /// The migrations that this one was folded from, in their order; empty unless `icms migrate squash` wrote it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaces: Vec<Replaced>,
    /// Field → column and model → table after this migration, to recognise renames by a changed `@map`.
    #[serde(default, skip_serializing_if = "FieldNames::is_empty")]
    pub names: FieldNames,
    /// What `classify` said. For reading only: it is always computed anew.
    #[serde(default, rename = "finding", skip_serializing_if = "Vec::is_empty")]
    pub findings: Vec<ManifestFinding>,
}

/// A migration that another one stands for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Replaced {
    /// Its id.
    pub id: String,
    /// What a ledger has as its checksum.
    pub checksum: Checksum,
    /// What it stood for itself: a database may have those instead.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub replaces: Vec<Replaced>,
}

impl Replaced {
    /// Its id, and those of everything it stood for.
    #[must_use]
    pub fn ids(&self) -> Vec<&str> {
        std::iter::once(self.id.as_str()).chain(self.replaces.iter().flat_map(Self::ids)).collect()
    }
}

/// What the author calls tables and columns.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FieldNames {
    /// Model → `namespace.table`.
    #[serde(default)]
    pub models: BTreeMap<String, String>,
    /// `Model.field` → column, where they differ.
    #[serde(default)]
    pub fields: BTreeMap<String, String>,
    /// Enum → `namespace.type`.
    #[serde(default)]
    pub enums: BTreeMap<String, String>,
}

impl FieldNames {
    /// True when nothing is named.
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.models.is_empty() && self.fields.is_empty() && self.enums.is_empty()
    }

    /// The names after a migration that was made on top of `before` and stands behind `onto` now: what it changed is
    /// changed there.
    #[must_use]
    pub fn moved(self, before: &Self, onto: &Self) -> Self {
        Self {
            models: carried(self.models, &before.models, &onto.models),
            fields: carried(self.fields, &before.fields, &onto.fields),
            enums: carried(self.enums, &before.enums, &onto.enums),
        }
    }
}

fn carried(
    mut after: BTreeMap<String, String>,
    before: &BTreeMap<String, String>,
    onto: &BTreeMap<String, String>,
) -> BTreeMap<String, String> {
    let mut names = onto.clone();
    names.retain(|name, _| after.contains_key(name) || !before.contains_key(name));
    after.retain(|name, database| before.get(name) != Some(database));
    names.extend(after);
    names
}

/// A finding, for the reader of the file.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ManifestFinding {
    /// `ICMS218`
    pub code: String,
    /// `column_dropped`
    pub rule: String,
    /// `safe`, `risky`, `breaking`
    pub class: String,
    /// What it is about.
    pub object: String,
}

impl Manifest {
    /// Reads a manifest.
    ///
    /// # Errors
    /// What is wrong with the text, in TOML's words with line and column.
    pub fn parse(text: &str) -> Result<Self, String> {
        let manifest: Self = toml::from_str(text).map_err(|e| e.to_string())?;
        match manifest.version {
            1 => Ok(manifest),
            other => Err(format!("version {other} is newer than this program; it reads version 1")),
        }
    }

    /// Writes it, keys in a fixed order.
    ///
    /// # Errors
    /// Never for a manifest that came from this program; TOML's own words otherwise.
    pub fn to_toml(&self) -> Result<String, String> {
        toml::to_string_pretty(self).map_err(|e| e.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(models: &[(&str, &str)]) -> FieldNames {
        let models = models.iter().map(|(name, table)| ((*name).to_owned(), (*table).to_owned())).collect();
        FieldNames { models, ..FieldNames::default() }
    }

    #[test]
    fn what_a_branch_names_is_named_behind_another() {
        let before = names(&[("Gone", "gone"), ("Kept", "kept"), ("Renamed", "old")]);
        let onto = names(&[("Gone", "gone"), ("Kept", "kept"), ("Renamed", "old"), ("Theirs", "theirs")]);
        let after = names(&[("Kept", "kept"), ("Renamed", "new"), ("Ours", "ours")]);
        let expected = names(&[("Kept", "kept"), ("Renamed", "new"), ("Theirs", "theirs"), ("Ours", "ours")]);
        assert_eq!(after.moved(&before, &onto), expected);
    }
}
