//! The part of a schema that a plan can concern: large schemas change in small places.

use std::collections::BTreeSet;

use icms_model::change::{ColumnAlteration, ObjectChange, Verb};
use icms_model::{Change, DefaultValue, ObjectKind, ObjectRef, Pair, QualifiedName, Schema, Table};

use crate::edges;
use crate::key::qualified;
use crate::matching::Matching;

/// The tables that change, and everything by whose name a text or a type could depend on a change.
#[derive(Debug)]
pub struct Region {
    extent: Extent,
    tables: BTreeSet<QualifiedName>,
    /// Those of them of which something that was there changes: what is new cannot have users elsewhere.
    disturbed: BTreeSet<QualifiedName>,
    /// Enums and sequences.
    objects: BTreeSet<QualifiedName>,
    words: Words,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Extent {
    /// What the names tell.
    Named,
    /// A namespace gets another name, and with it everything.
    Everything,
}

impl Region {
    /// Of these changes, by names before and after.
    pub fn new(schemas: Pair<&Schema>, changes: &[Change], matching: &Matching) -> Self {
        let mut region = Self {
            extent: Extent::Named,
            tables: BTreeSet::new(),
            disturbed: BTreeSet::new(),
            objects: BTreeSet::new(),
            words: Words::default(),
        };
        for change in changes {
            if change.kind() == ObjectKind::Namespace && change.verb() == Verb::Rename {
                region.extent = Extent::Everything;
            }
            let object = change.object(schemas);
            region.tables.extend(qualified(&object));
            if disturbs_others(change) {
                region.disturb(&object);
            }
        }
        for (before, after) in &matching.renamed {
            region.disturb(before);
            region.disturb(after);
        }
        region
    }

    fn disturb(&mut self, object: &ObjectRef) {
        match (object.kind, object.path.as_slice()) {
            (ObjectKind::Enum | ObjectKind::Sequence, [namespace, name]) => {
                self.words.insert(name.as_str());
                self.objects.insert(QualifiedName { namespace: namespace.clone(), name: name.clone() });
            }
            (ObjectKind::Function, [_, name]) => {
                let name = name.as_str();
                self.words.insert(name.split('(').next().unwrap_or(name));
            }
            (_, [namespace, name, ..]) => {
                let name = QualifiedName { namespace: namespace.clone(), name: name.clone() };
                self.tables.insert(name.clone());
                self.disturbed.insert(name);
            }
            (_, [_] | []) => {}
        }
    }

    /// Whether something of this table changes, or needs something that does.
    pub fn concerns(&self, table: &Table) -> bool {
        self.extent == Extent::Everything
            || self.tables.contains(&table.name)
            || table.foreign_keys.iter().any(|key| self.disturbed.contains(&key.references))
            || (!self.words.is_empty() && self.is_used_by(table))
    }

    fn is_used_by(&self, table: &Table) -> bool {
        let says = |text: &str| self.words.any_in(text);
        let column = table.columns.iter().any(|column| {
            let default = match &column.default {
                Some(DefaultValue::Nextval(sequence)) => self.objects.contains(sequence),
                Some(DefaultValue::Expression(expression)) => says(expression.text()),
                Some(DefaultValue::Unspecified) | None => false,
            };
            default
                || column.data_type.user_type().is_some_and(|name| self.objects.contains(name))
                || column.generated.as_ref().is_some_and(|g| says(g.expression.text()))
        });
        column
            || table.checks.iter().any(|check| says(check.expression.text()))
            || table.indexes.iter().any(|index| edges::index::expressions(index).any(says))
    }
}

/// Whether a change can reach beyond its own table: what is new has no users yet, and of a column only its type does.
fn disturbs_others(change: &Change) -> bool {
    match change {
        Change::Column(ObjectChange::Alter(_, what)) => {
            what.iter().any(|a| matches!(a, ColumnAlteration::Type | ColumnAlteration::Generated))
        }
        Change::Check(_) | Change::ForeignKey(_) | Change::Comment(_) => false,
        Change::Namespace(_)
        | Change::Extension(_)
        | Change::Enum(_)
        | Change::Sequence(_)
        | Change::Table(_)
        | Change::Column(_)
        | Change::PrimaryKey(_)
        | Change::Unique(_)
        | Change::Index(_)
        | Change::Function(_)
        | Change::View(_) => change.verb() != Verb::Create,
    }
}

/// Names of enums, sequences and functions to look for in texts, which may be as people wrote them: `NOW_UTC()` calls
/// `now_utc`.
#[derive(Debug, Default)]
struct Words {
    /// Names that are one word, in lower case.
    plain: BTreeSet<String>,
    /// Others: every text may mean them.
    odd: bool,
}

impl Words {
    fn insert(&mut self, name: &str) {
        if name.chars().all(in_word) {
            self.plain.insert(name.to_lowercase());
        } else {
            self.odd = true;
        }
    }

    fn is_empty(&self) -> bool {
        self.plain.is_empty() && !self.odd
    }

    fn any_in(&self, text: &str) -> bool {
        let known = |word: &str| {
            if word.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || b == b'_') {
                self.plain.contains(word)
            } else {
                self.plain.contains(&word.to_lowercase())
            }
        };
        self.odd
            || (!self.plain.is_empty()
                && text.split(|c| !in_word(c)).any(|word| !word.is_empty() && known(word)))
    }
}

fn in_word(c: char) -> bool {
    c.is_alphanumeric() || c == '_' || c == '$'
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_found_however_they_are_written() {
        let mut words = Words::default();
        assert!(!words.any_in("now()"));
        words.insert("Now_Utc");
        assert!(words.any_in("NOW_UTC()") && words.any_in("'x'::app.\"Now_Utc\""));
        assert!(!words.any_in("now_utc2()") && !words.any_in("now()"));
        words.insert("a b");
        assert!(words.any_in("1"), "what is no word may be anywhere");
    }
}
