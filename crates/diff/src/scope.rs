//! What of two schemas is compared at all: what both speak about (ruling 1).

use std::collections::HashSet;

use icms_model::change::Side;
use icms_model::{Index, KeyPart, Language, ObjectKind, Pair, QualifiedName, Schema, Scope, Unmanaged};
use icms_sql::Name;

/// The common ground of two schemas.
pub(crate) struct Bounds<'a> {
    scope: Scope,
    languages: Pair<Language>,
    predicates: Predicates,
    unmanaged: Pair<HashSet<&'a str>>,
}

/// Whether Prisma's side says anything about predicates of indexes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Predicates {
    Spoken,
    Unspoken,
}

/// The access methods that Prisma's language has words for.
const PRISMA_METHODS: [&str; 6] = ["btree", "hash", "gist", "gin", "spgist", "brin"];

impl<'a> Bounds<'a> {
    pub(crate) fn new(schemas: Pair<&'a Schema>) -> Self {
        Self {
            scope: schemas.before.scope.intersection(&schemas.after.scope),
            languages: schemas.map(|s| s.scope.language),
            predicates: predicates(schemas),
            unmanaged: schemas
                .map(|s| s.unmanaged.iter().filter(|u| takes_name(u)).map(|u| u.name.as_ref()).collect()),
        }
    }

    /// Whether Prisma's idea of equality holds.
    pub(crate) fn prisma(&self) -> bool {
        self.scope.language == Language::Prisma
    }

    /// Whether this side alone is said in a richer language than Prisma's.
    pub(crate) fn beyond_prisma(&self, side: Side) -> bool {
        self.prisma() && *side_of(&self.languages, side) != Language::Prisma
    }

    /// The side that is a schema file while the other is not.
    pub(crate) fn file(&self) -> Option<Side> {
        match (self.languages.before, self.languages.after) {
            (Language::Sql, Language::Icms | Language::Prisma) => Some(Side::After),
            (Language::Icms | Language::Prisma, Language::Sql) => Some(Side::Before),
            (Language::Sql, Language::Sql)
            | (Language::Icms | Language::Prisma, Language::Icms | Language::Prisma) => None,
        }
    }

    pub(crate) fn speaks_of(&self, kind: ObjectKind) -> bool {
        self.scope.speaks_of(kind)
    }

    pub(crate) fn covers(&self, namespace: &Name) -> bool {
        self.scope.covers(namespace)
    }

    /// Whether an object of this name is compared.
    pub(crate) fn takes(&self, name: &QualifiedName) -> bool {
        self.covers(&name.namespace) && !self.scope.external.contains(name)
    }

    /// Whether predicates of indexes are compared.
    pub(crate) fn predicates(&self) -> bool {
        !self.prisma() || self.predicates == Predicates::Spoken
    }

    /// Whether a side has a relation or type of this name that nobody manages.
    pub(crate) fn unmanaged(&self, side: Side, name: &QualifiedName) -> bool {
        let names = side_of(&self.unmanaged, side);
        !names.is_empty() && names.contains(name.to_string().as_str())
    }

    /// Whether the other language could say this index; if not, it is left alone.
    pub(crate) fn can_say(&self, side: Side, index: &Index) -> bool {
        let columns = || index.keys.iter().all(|k| matches!(k.part, KeyPart::Column(_)));
        !self.beyond_prisma(side)
            || (columns()
                && index.include.is_empty()
                && (index.predicate.is_none() || self.predicates())
                && PRISMA_METHODS.contains(&index.method.as_str()))
    }
}

/// Whether something unmanaged has a name that a table, view, sequence or enum cannot have as well.
fn takes_name(object: &Unmanaged) -> bool {
    const WORDS: [&str; 6] = ["table", "partition", "view", "sequence", "type", "domain"];
    object.kind.rsplit(' ').next().is_some_and(|word| WORDS.contains(&word))
}

const fn side_of<T>(pair: &Pair<T>, side: Side) -> &T {
    match side {
        Side::Before => &pair.before,
        Side::After => &pair.after,
    }
}

fn predicates(schemas: Pair<&Schema>) -> Predicates {
    let spoken = [schemas.before, schemas.after].into_iter().any(|schema| {
        schema.scope.language == Language::Prisma
            && schema.tables.iter().any(|(_, table)| table.indexes.iter().any(|i| i.predicate.is_some()))
    });
    if spoken { Predicates::Spoken } else { Predicates::Unspoken }
}
