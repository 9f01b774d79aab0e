//! Every block of the files by kind, in their order, and the types that fields can name.

use icms_diagnostic::{Diagnostic, Diagnostics, Span};
use icms_sql::hash::Map;
use icms_syntax::Dialect;
use icms_syntax::ast::{self, Attribute, Block, Docs, File, Ident};

use crate::code;
use crate::mixin::Mixins;
use crate::suggest::closest;
use crate::unread::{Reading, Unread};

/// Every block of the files by kind.
#[derive(Clone, Default)]
pub(crate) struct Declared<'a> {
    /// Models and views, mixins spread.
    pub models: Vec<ModelBlock<'a>>,
    /// Enums.
    pub enums: Vec<&'a ast::Enum>,
    /// Composite types.
    pub composites: Vec<&'a ast::Composite>,
    /// Domains.
    pub domains: Vec<&'a ast::Domain>,
    /// Sequences.
    pub sequences: Vec<&'a ast::Sequence>,
    /// Functions.
    pub functions: Vec<&'a ast::Function>,
    /// Verbatim SQL.
    pub verbatims: Vec<&'a ast::Verbatim>,
    /// Kinds without meaning yet.
    pub objects: Vec<&'a ast::Object>,
    /// Datasources and generators.
    pub configs: Vec<&'a ast::Config>,
    /// What a field can name as its type.
    pub types: Map<&'a str, TypeTarget>,
    /// What could not be read.
    pub unread: Unread,
}

/// What a name of a type refers to, by position in [`Declared`].
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum TypeTarget {
    /// A model or view.
    Model(usize),
    /// An enum.
    Enum(usize),
    /// A composite type.
    Composite(usize),
    /// A domain.
    Domain(usize),
    /// A range type of its own.
    Range(usize),
}

/// A model or view with the fields and attributes of its mixins in their places.
#[derive(Clone)]
pub(crate) struct ModelBlock<'a> {
    /// Table or view.
    pub kind: BlockKind,
    /// Its name.
    pub name: &'a Ident,
    /// In order.
    pub fields: Vec<&'a ast::Field>,
    /// In order.
    pub attributes: Vec<&'a Attribute>,
    /// `///`
    pub docs: &'a Docs,
    /// Whether all of it, its mixins included, could be read.
    pub reading: Reading,
}

/// What a block with fields becomes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BlockKind {
    /// `model`
    Table,
    /// `view`
    View,
    /// `materialized view`
    MaterializedView,
}

impl BlockKind {
    /// For messages.
    pub(crate) const fn word(self) -> &'static str {
        match self {
            Self::Table => "model",
            Self::View | Self::MaterializedView => "view",
        }
    }
}

impl<'a> Declared<'a> {
    /// Sorts the blocks of all files.
    pub(crate) fn collect(files: &'a [File], diagnostics: &mut Diagnostics) -> Self {
        let unread = Unread::of(files);
        let mixins = Mixins::collect(files, diagnostics);
        let mut declared = Self { unread, ..Self::default() };
        for block in files.iter().flat_map(|file| &file.blocks) {
            declared.add(block, &mixins, diagnostics);
        }
        declared
    }

    fn add(&mut self, block: &'a Block, mixins: &Mixins<'a>, diagnostics: &mut Diagnostics) {
        match block {
            Block::Config(config) => self.configs.push(config),
            Block::Model(model) => {
                if self.name(&model.name, TypeTarget::Model(self.models.len()), diagnostics) {
                    self.models.push(mixins.spread(model, &self.unread, diagnostics));
                }
            }
            Block::View(view) => {
                if self.name(&view.name, TypeTarget::Model(self.models.len()), diagnostics) {
                    self.models.push(view_block(view, &self.unread));
                }
            }
            Block::Enum(declaration) => {
                if self.name(&declaration.name, TypeTarget::Enum(self.enums.len()), diagnostics) {
                    self.enums.push(declaration);
                }
            }
            Block::Composite(composite) => {
                if self.name(&composite.name, TypeTarget::Composite(self.composites.len()), diagnostics) {
                    self.composites.push(composite);
                }
            }
            Block::Domain(domain) => {
                if self.name(&domain.name, TypeTarget::Domain(self.domains.len()), diagnostics) {
                    self.domains.push(domain);
                }
            }
            Block::Object(object) => {
                let names_a_type = object.word == ast::ObjectWord::Range;
                if !names_a_type
                    || self.name(&object.name, TypeTarget::Range(self.objects.len()), diagnostics)
                {
                    self.objects.push(object);
                }
            }
            Block::Sequence(sequence) => self.sequences.push(sequence),
            Block::Function(function) => self.functions.push(function),
            Block::Verbatim(verbatim) => self.verbatims.push(verbatim),
            Block::Mixin(_) => {}
        }
    }

    /// Enters a type's name. False for one that is taken: the first declaration stays, and nothing is made of another.
    fn name(&mut self, name: &'a Ident, target: TypeTarget, diagnostics: &mut Diagnostics) -> bool {
        let first = *self.types.entry(name.value.as_str()).or_insert(target);
        if first != target {
            // Which of the two is meant is not known, nor what should be in it.
            if let TypeTarget::Model(at) = first
                && let Some(block) = self.models.get_mut(at)
            {
                block.reading = Reading::Partly;
            }
            diagnostics.push(
                Diagnostic::error(code::DUPLICATE_NAME, format!("`{}` is declared twice", name.value))
                    .at(name.span)
                    .label(self.span_of(first), "first declared here")
                    .help("rename one of the two; `@@map` keeps the name in the database"),
            );
        }
        first == target
    }

    /// Where the name of a type is declared.
    fn span_of(&self, target: TypeTarget) -> Span {
        let name = match target {
            TypeTarget::Model(at) => self.models.get(at).map(|block| block.name),
            TypeTarget::Enum(at) => self.enums.get(at).map(|block| &block.name),
            TypeTarget::Composite(at) => self.composites.get(at).map(|block| &block.name),
            TypeTarget::Domain(at) => self.domains.get(at).map(|block| &block.name),
            TypeTarget::Range(at) => self.objects.get(at).map(|block| &block.name),
        };
        name.map_or_else(Span::default, |name| name.span)
    }

    /// The declared type with the closest name.
    pub(crate) fn closest_type(&self, wrong: &str) -> Option<&'a str> {
        let mut names: Vec<&str> = self.types.keys().copied().collect();
        names.sort_unstable();
        closest(wrong, names)
    }
}

fn view_block<'a>(view: &'a ast::View, unread: &Unread) -> ModelBlock<'a> {
    ModelBlock {
        kind: if view.materialized { BlockKind::MaterializedView } else { BlockKind::View },
        name: &view.name,
        fields: view.fields.iter().collect(),
        attributes: view.attributes.iter().collect(),
        docs: &view.docs,
        reading: unread.block(view.span),
    }
}

/// The dialect of the files, and a complaint when they disagree.
pub(crate) fn dialect(files: &[File], diagnostics: &mut Diagnostics) -> Dialect {
    let first = files.first().map_or(Dialect::Icms, |file| file.dialect);
    if let Some(other) = files.iter().find(|file| file.dialect != first) {
        diagnostics.push(
            Diagnostic::error(code::MIXED_DIALECTS, "a schema is either `.icms` or `.prisma`, not both")
                .at(Span::new(other.id, 0, 0))
                .help("rename the files to one of the two"),
        );
    }
    first
}
