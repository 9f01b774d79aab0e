//! An older file brought up to date: what did not change stays as its author wrote it, in its order, with its
//! comments; what changed is written anew under its old name; what is new comes behind.

mod edit;
mod model;

use std::collections::BTreeMap;
use std::ops::Range;

use icms_model::{ObjectKind, ObjectRef, QualifiedName};
use icms_syntax::Dialect;
use icms_syntax::ast::{Block, Config};

use crate::Rendered;
use edit::Edits;

/// What differs between an older file and the schema that it is brought up to.
#[derive(Debug, Clone, Default)]
pub struct Changed(Vec<ObjectRef>);

impl Changed {
    /// Objects and members as they are called afterwards, or before when they go.
    #[must_use]
    pub fn new(objects: impl IntoIterator<Item = ObjectRef>) -> Self {
        Self(objects.into_iter().filter(|object| object.kind != ObjectKind::Comment).collect())
    }

    /// Whether an object or a member of it differs.
    pub(crate) fn touches(&self, kind: ObjectKind, name: &QualifiedName) -> bool {
        self.0.iter().any(|object| {
            object.kind == kind && object.path.starts_with(&[name.namespace.clone(), name.name.clone()])
        })
    }

    /// Whether a member of one of these kinds differs in a table.
    pub(crate) fn members(&self, table: &QualifiedName, kinds: &[ObjectKind]) -> bool {
        self.0.iter().any(|object| kinds.contains(&object.kind) && object.table().as_ref() == Some(table))
    }

    /// Whether a column differs.
    pub(crate) fn column(&self, table: &QualifiedName, column: &str) -> bool {
        let is = |object: &&ObjectRef| object.path.last().is_some_and(|name| *name == *column);
        let mut columns = self.0.iter().filter(|object| object.kind == ObjectKind::Column);
        columns.any(|object| object.table().as_ref() == Some(table) && is(&object))
    }

    fn kinds(&self, kinds: &[ObjectKind]) -> bool {
        self.0.iter().any(|object| kinds.contains(&object.kind))
    }
}

/// Brings an older file up to date with what was written from the schema under the older file's names.
#[must_use]
pub fn follow(old: &str, new: &Rendered, changed: &Changed, dialect: Dialect) -> String {
    let parse =
        |text: &str| icms_syntax::parse(icms_diagnostic::FileId::default(), text, dialect).file.blocks;
    let (old_blocks, new_blocks) = (parse(old), parse(&new.text));
    let mut left: BTreeMap<(&'static str, String), &Block> = BTreeMap::new();
    let mut order = Vec::new();
    for block in &new_blocks {
        left.insert(key(block), block);
        order.push(key(block));
    }
    let mut edits = Edits::new(old);
    for block in &old_blocks {
        let successor = left.remove(&key(block));
        one(&mut edits, block, successor, new, changed);
    }
    let mut text = edits.finish();
    for block in order.iter().filter_map(|key| left.get(key)) {
        if is_new(block, changed) {
            text.push_str(&format!("\n{}\n", with_docs(&new.text, block.span().range())));
        }
    }
    icms_syntax::format(&text, dialect)
}

/// Whether a block without a predecessor is one: functions and sequences may be the old ones under other words.
fn is_new(block: &Block, changed: &Changed) -> bool {
    match block {
        Block::Config(_) => false,
        Block::Function(_) => changed.kinds(&[ObjectKind::Function]),
        Block::Sequence(_) => changed.kinds(&[ObjectKind::Sequence]),
        _ => true,
    }
}

/// A block with the documentation right above it.
fn with_docs(text: &str, range: Range<usize>) -> &str {
    let above = text.get(..range.start).unwrap_or("");
    let docs = above.lines().rev().take_while(|line| line.starts_with("///"));
    let length: usize = docs.map(|line| line.len() + 1).sum();
    text.get(range.start - length..range.end).unwrap_or("")
}

/// What makes two blocks the same one.
fn key(block: &Block) -> (&'static str, String) {
    let kind = match block {
        Block::Config(_) => "config",
        Block::Model(_) | Block::View(_) | Block::Enum(_) | Block::Composite(_) => "type",
        Block::Mixin(_) => "mixin",
        Block::Domain(_) => "domain",
        Block::Sequence(_) => "sequence",
        Block::Function(_) => "function",
        Block::Verbatim(_) => "sql",
        Block::Object(_) => "object",
    };
    // Functions of one name differ in their arguments.
    let arguments = match block {
        Block::Function(function) => function.arguments.value.as_str(),
        _ => "",
    };
    (kind, format!("{}({arguments})", block.name().value))
}

fn one(edits: &mut Edits<'_>, block: &Block, successor: Option<&Block>, new: &Rendered, changed: &Changed) {
    let written = |block: &Block| new.text.get(block.span().range()).unwrap_or("").to_owned();
    match (block, successor) {
        (Block::Config(old), Some(Block::Config(found))) => datasource(edits, old, found, &new.text, changed),
        (Block::Model(old), Some(Block::Model(found))) => {
            if let Some(table) = new.tables.get(&found.name.value) {
                model::Merge { found, new, table, changed }.apply(edits, old);
            }
        }
        (Block::Model(_), None) => edits.drop_block(block.span().range()),
        (Block::Enum(_) | Block::View(_) | Block::Sequence(_), Some(found)) => {
            let kinds = [ObjectKind::Enum, ObjectKind::View, ObjectKind::Sequence];
            let name = new.tables.get(&found.name().value);
            if name.is_some_and(|name| kinds.iter().any(|kind| changed.touches(*kind, name))) {
                edits.replace(block.span().range(), written(found));
            }
        }
        (Block::Enum(_), None) => edits.drop_block(block.span().range()),
        (Block::Function(_), Some(found)) if changed.kinds(&[ObjectKind::Function]) => {
            edits.replace(block.span().range(), written(found));
        }
        (Block::Function(_) | Block::Sequence(_), None)
            if changed.kinds(&[ObjectKind::Function, ObjectKind::Sequence]) =>
        {
            edits.drop_block(block.span().range());
        }
        _ => {}
    }
}

/// Namespaces and extensions, where they differ; everything else in it is the author's.
fn datasource(edits: &mut Edits<'_>, old: &Config, found: &Config, new: &str, changed: &Changed) {
    for (word, kind) in [("schemas", ObjectKind::Namespace), ("extensions", ObjectKind::Extension)] {
        if !changed.kinds(&[kind]) {
            continue;
        }
        let property =
            |config: &Config| config.properties.iter().find(|p| p.name.value == word).map(|p| p.span.range());
        let text = property(found).and_then(|range| new.get(range)).unwrap_or("").to_owned();
        match property(old) {
            Some(range) => edits.replace(range, text),
            None if !text.is_empty() => edits.insert(old.span.range().end - 1, format!("  {text}\n")),
            None => {}
        }
    }
}
