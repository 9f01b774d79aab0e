//! Models and views: their fields, keys and checks as far as one model alone says them.

use std::borrow::Cow;

use icms_diagnostic::Diagnostic;
use icms_model::entity::Visibility;
use icms_model::{QualifiedName, Text};
use icms_sql::hash::Map;
use icms_syntax::Dialect;
use icms_syntax::ast::Attribute;

use crate::attribute::{Arguments, BlockAttributes, BlockWord, FieldWord, Takes};
use crate::check::CheckLine;
use crate::code;
use crate::context::Context;
use crate::declared::{BlockKind, ModelBlock};
use crate::field::{self, Field, FieldKind};
use crate::key::{self, Key, KeyKind, ModelSoFar};
use crate::name::stored;
use crate::unread::Reading;
use crate::{check, mapping};

/// A model or view.
pub(crate) struct Model<'a> {
    /// Table or view.
    pub kind: BlockKind,
    /// As written.
    pub block: ModelBlock<'a>,
    /// Its name as written or spelled, for made-up names.
    pub raw: Cow<'a, str>,
    /// Its table or view.
    pub table: QualifiedName,
    /// In order.
    pub fields: Vec<Field<'a>>,
    /// In order: those on fields first.
    pub keys: Vec<Key<'a>>,
    /// `@check`, `@@check`
    pub checks: Vec<CheckLine<'a>>,
    /// `@@ignore`
    pub visibility: Visibility,
    /// Who makes changes to it.
    pub management: Management,
    /// `@@renamedFrom`
    pub renamed_from: Option<QualifiedName>,
    /// `@@comment` or `///`
    pub comment: Option<Text>,
    /// `@@…`
    pub attributes: BlockAttributes<'a>,
    /// Whether all that it says is understood.
    pub reading: Reading,
}

/// Who makes changes to a table.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Management {
    /// This schema.
    Here,
    /// Somebody else: `@@ignore(managed: "external")`.
    External,
}

impl<'a> Model<'a> {
    /// Its name.
    pub(crate) fn name(&self) -> &'a str {
        &self.block.name.value
    }

    /// Its primary key.
    pub(crate) fn id(&self) -> Option<&Key<'a>> {
        self.keys.iter().find(|key| key.kind == KeyKind::Id)
    }

    /// The field a field position means.
    pub(crate) fn field(&self, at: usize) -> Option<&Field<'a>> {
        self.fields.get(at)
    }

    /// The single field that is the primary key.
    pub(crate) fn single_id(&self) -> Option<&Field<'a>> {
        match self.id()?.fields()?.as_slice() {
            [at] => self.field(*at),
            _ => None,
        }
    }

    /// What keys and relations are read against.
    pub(crate) fn so_far(&self) -> ModelSoFar<'_, 'a> {
        let reading = self.block.reading;
        ModelSoFar { name: self.name(), table: &self.raw, fields: &self.fields, reading }
    }

    /// Whether each of its fields is known, and so what it refers to.
    pub(crate) fn knows_its_fields(&self) -> bool {
        let unknown = |field: &Field| field.kind == FieldKind::Unknown;
        self.block.reading == Reading::Whole && !self.fields.iter().any(unknown)
    }

    /// The names of some fields.
    pub(crate) fn names_of(&self, fields: &[usize]) -> Vec<&'a str> {
        fields.iter().filter_map(|at| self.field(*at)).map(Field::name).collect()
    }
}

const TABLE: &[BlockWord] = &[
    BlockWord::Id,
    BlockWord::Unique,
    BlockWord::Index,
    BlockWord::Map,
    BlockWord::Schema,
    BlockWord::Ignore,
    BlockWord::Check,
    BlockWord::Exclude,
    BlockWord::Partition,
    BlockWord::Rls,
    BlockWord::Storage,
    BlockWord::Grant,
    BlockWord::RenamedFrom,
    BlockWord::Comment,
    BlockWord::ForeignKey,
];
const VIEW: &[BlockWord] = &[
    BlockWord::Id,
    BlockWord::Unique,
    BlockWord::Index,
    BlockWord::Map,
    BlockWord::Schema,
    BlockWord::Ignore,
    BlockWord::Sql,
    BlockWord::Storage,
    BlockWord::Grant,
    BlockWord::RenamedFrom,
    BlockWord::Comment,
];

/// Schemas with fewer models are not worth a thread.
pub(crate) const PARALLEL_FROM: usize = 100;

/// Reads every model and view.
pub(crate) fn read<'a>(context: &mut Context<'a>) -> Vec<Model<'a>> {
    let mut left = std::mem::take(&mut context.declared.models);
    if left.len() < PARALLEL_FROM {
        return left.into_iter().map(|block| model(context, block)).collect();
    }
    let right = left.split_off(left.len() / 2);
    let mut other = context.beside();
    let (mut models, more) = std::thread::scope(|scope| {
        let more =
            scope.spawn(|| right.into_iter().map(|block| model(&mut other, block)).collect::<Vec<_>>());
        let models: Vec<_> = left.into_iter().map(|block| model(context, block)).collect();
        (models, more.join().unwrap_or_else(|panic| std::panic::resume_unwind(panic)))
    });
    context.join(other);
    models.extend(more);
    models
}

fn model<'a>(context: &mut Context<'a>, block: ModelBlock<'a>) -> Model<'a> {
    let allowed = match block.kind {
        BlockKind::Table => TABLE,
        BlockKind::View | BlockKind::MaterializedView => VIEW,
    };
    let attributes = BlockAttributes::read(context, block.attributes.iter().copied(), allowed);
    let raw = mapping::block_name(context, &attributes, block.name);
    let namespace =
        mapping::namespace(context, &attributes, block.name.span, block.kind.word(), block.reading);
    let table = QualifiedName { namespace, name: stored(&raw) };
    let (visibility, management) = ignore(context, &attributes);
    let renamed_from = mapping::block_renamed_from(context, &attributes, &table);
    let comment = mapping::block_comment(context, &attributes, block.docs.as_ref());
    let fields = fields(context, &block);
    let reading = reading(&block, &fields, &attributes);
    let so_far = ModelSoFar { name: &block.name.value, table: &raw, fields: &fields, reading: block.reading };
    let keys = keys(context, &so_far, &attributes);
    let checks = check::read(context, &raw, &fields, &attributes);
    Model {
        kind: block.kind,
        raw,
        table,
        fields,
        keys,
        checks,
        visibility,
        management,
        renamed_from,
        comment,
        attributes,
        reading,
        block,
    }
}

/// A type or an attribute that nobody knows may be what else would be missed.
fn reading(block: &ModelBlock, fields: &[Field], attributes: &BlockAttributes) -> Reading {
    let unclear = |field: &Field| {
        let native = field.attributes.native.is_some() && field.column.is_none();
        field.kind == FieldKind::Unknown || native || field.attributes.unknown.is_some()
    };
    if attributes.unknown.is_some() || fields.iter().any(unclear) { Reading::Partly } else { block.reading }
}

/// The fields, those that stand twice once.
fn fields<'a>(context: &mut Context<'a>, block: &ModelBlock<'a>) -> Vec<Field<'a>> {
    let mut fields: Vec<Field> = Vec::with_capacity(block.fields.len());
    let mut names: Map<&'a str, icms_diagnostic::Span> =
        Map::with_capacity_and_hasher(block.fields.len(), std::default::Default::default());
    for ast in &block.fields {
        if let Some(first) = names.insert(&ast.name.value, ast.name.span) {
            let message = format!("`{}` has two fields `{}`", block.name.value, ast.name.value);
            context.report(
                Diagnostic::error(code::DUPLICATE_FIELD, message)
                    .at(ast.name.span)
                    .label(first, "first declared here"),
            );
            continue;
        }
        fields.push(field::read(context, ast));
    }
    fields
}

fn keys<'a>(
    context: &mut Context<'a>,
    model: &ModelSoFar<'_, 'a>,
    attributes: &BlockAttributes<'a>,
) -> Vec<Key<'a>> {
    let mut keys = Vec::new();
    for (at, field) in model.fields.iter().enumerate() {
        if field.attributes.has(FieldWord::Id) || field.attributes.has(FieldWord::Unique) {
            keys.extend(key::on_field(context, model, at));
        }
    }
    for (word, kind) in [
        (BlockWord::Id, KeyKind::Id),
        (BlockWord::Unique, KeyKind::Unique),
        (BlockWord::Index, KeyKind::Index),
    ] {
        let written: Vec<&'a Attribute> = attributes.all(word).collect();
        keys.extend(
            written.into_iter().filter_map(|attribute| key::on_block(context, model, kind, attribute)),
        );
    }
    keys
}

const IGNORE: Takes = Takes { positional: &[], named: &[], beyond: &["managed"] };

/// `@@ignore`, `@@ignore(managed: "external")`
fn ignore<'a>(context: &mut Context<'a>, attributes: &BlockAttributes<'a>) -> (Visibility, Management) {
    let Some(attribute) = attributes.get(BlockWord::Ignore) else {
        return (Visibility::Shown, Management::Here);
    };
    let arguments = Arguments::check(context, attribute, &IGNORE);
    let management = match (context.dialect, arguments.string(context, "managed")) {
        (Dialect::Icms, Some(("external", _))) => Management::External,
        (_, Some((other, span))) => {
            context.error(
                code::BAD_ARGUMENT,
                span,
                format!("`managed` cannot be `\"{other}\"`, only `\"external\"`"),
            );
            Management::Here
        }
        (_, None) => Management::Here,
    };
    (Visibility::Ignored, management)
}
