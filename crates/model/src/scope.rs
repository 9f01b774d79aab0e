//! What a schema speaks about: only what both sides speak about is compared (ruling 1).

use std::collections::BTreeSet;

use icms_sql::Name;

use crate::ObjectKind;

/// What a schema speaks about.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Scope {
    /// Whose language it is said in.
    pub language: Language,
    /// Kinds that `[manage]` takes out.
    pub without: BTreeSet<ObjectKind>,
    /// The namespaces it speaks about; none for all.
    pub namespaces: Option<BTreeSet<Name>>,
    /// Tables left alone by name (`@@ignore` with `managed = "external"`, `[manage]` patterns, ledgers).
    pub external: BTreeSet<crate::QualifiedName>,
}

/// Whose language a schema is said in: decides what it can say at all.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Default)]
pub enum Language {
    /// A database, a script, migrations, `empty`: everything.
    #[default]
    Sql,
    /// `.icms`: every kind with words of its own.
    Icms,
    /// `.prisma`: what Prisma's language can say, with Prisma's idea of equality.
    Prisma,
}

/// Tables in which migrations are recorded: ours and Prisma's. They are never part of a schema (ruling 6).
pub const LEDGERS: [&str; 6] =
    ["_icms_batches", "_icms_log", "_icms_meta", "_icms_migrations", "_icms_steps", "_prisma_migrations"];

impl Scope {
    /// What both speak about. Two files together speak of the namespaces that either names: what only one of them has,
    /// the other has not.
    #[must_use]
    pub fn intersection(&self, other: &Self) -> Self {
        Self {
            language: self.language.max(other.language),
            without: self.without.union(&other.without).copied().collect(),
            namespaces: match (&self.namespaces, &other.namespaces) {
                (Some(a), Some(b)) if self.language != Language::Sql && other.language != Language::Sql => {
                    Some(a.union(b).cloned().collect())
                }
                (Some(a), Some(b)) => Some(a.intersection(b).cloned().collect()),
                (one, two) => one.clone().or_else(|| two.clone()),
            },
            external: self.external.union(&other.external).cloned().collect(),
        }
    }

    /// Whether objects of a kind are spoken about at all.
    #[must_use]
    pub fn speaks_of(&self, kind: ObjectKind) -> bool {
        let beyond_prisma =
            matches!(kind, ObjectKind::Check | ObjectKind::Function | ObjectKind::View | ObjectKind::Comment);
        !(self.without.contains(&kind) || (self.language == Language::Prisma && beyond_prisma))
    }

    /// Whether objects in a namespace are spoken about.
    #[must_use]
    pub fn covers(&self, namespace: &Name) -> bool {
        self.namespaces.as_ref().is_none_or(|all| all.contains(namespace))
    }
}
