//! Sequences: free-standing ones, those of `autoincrement()`, and how any of them counts.

use icms_diagnostic::Diagnostic;
use icms_model::{
    Builtin, Column, DefaultValue, ObjectKind, ObjectRef, Persistence, QualifiedName, Sequence,
    SequenceOptions, SequenceOwner,
};
use icms_syntax::ast::{self, Expression};

use crate::attribute::{BlockAttributes, BlockWord, shown};
use crate::code;
use crate::context::Context;
use crate::mapping;
use crate::model::Model;
use crate::name::{spelled, stored};
use crate::output::Output;

/// What an author says about counting; the rest is PostgreSQL's.
#[derive(Debug, Default)]
pub(crate) struct Given {
    start: Option<i64>,
    increment: Option<i64>,
    min: Option<i64>,
    max: Option<i64>,
    cache: Option<i64>,
    cycle: Option<bool>,
}

impl Given {
    /// Takes one property.
    pub(crate) fn set(&mut self, context: &mut Context, name: &str, value: &Expression) {
        if name == "cycle" {
            self.cycle = match value {
                Expression::Word(word, _) => Some(word == "true"),
                other => {
                    context.error(code::BAD_PROPERTY, other.span(), "`cycle` is `true` or `false`");
                    None
                }
            };
            return;
        }
        let number = match value {
            Expression::Number(text, _) => text.parse().ok(),
            _ => None,
        };
        if number.is_none() {
            let message = format!("`{name}` is a whole number, not {}", shown(value));
            context.error(code::BAD_PROPERTY, value.span(), message);
        }
        let slot = match name {
            "start" => &mut self.start,
            "increment" => &mut self.increment,
            "min" => &mut self.min,
            "max" => &mut self.max,
            _ => &mut self.cache,
        };
        *slot = number;
    }

    /// Every value, PostgreSQL's defaults filled in.
    pub(crate) fn filled(&self, data_type: Builtin) -> SequenceOptions {
        let increment = self.increment.filter(|step| *step != 0).unwrap_or(1);
        let up = increment > 0;
        let min = self.min.unwrap_or(if up { 1 } else { SequenceOptions::lowest(data_type) });
        let max = self.max.unwrap_or(if up { SequenceOptions::highest(data_type) } else { -1 });
        SequenceOptions {
            data_type,
            start: self.start.unwrap_or(if up { min } else { max }),
            increment,
            min,
            max,
            cache: self.cache.unwrap_or(1),
            cycle: self.cycle.unwrap_or(false),
        }
    }
}

const ATTRIBUTES: &[BlockWord] =
    &[BlockWord::Map, BlockWord::Schema, BlockWord::RenamedFrom, BlockWord::Comment];

/// Every `sequence` block.
pub(crate) fn lower(context: &mut Context, models: &[Model], output: &mut Output) {
    for block in context.declared.sequences.clone() {
        let sequence = free_standing(context, models, block, output);
        output
            .lowered
            .origins
            .note(ObjectRef::qualified(ObjectKind::Sequence, &sequence.name), block.name.span);
        output.lowered.schema.sequences.insert(sequence);
    }
}

fn free_standing<'a>(
    context: &mut Context<'a>,
    models: &[Model],
    block: &'a ast::Sequence,
    output: &mut Output,
) -> Sequence {
    let attributes = BlockAttributes::read(context, &block.attributes, ATTRIBUTES);
    let name = stored(&mapping::block_name(context, &attributes, &block.name));
    let reading = context.declared.unread.block(block.span);
    let namespace = mapping::namespace(context, &attributes, block.name.span, "sequence", reading);
    let name = QualifiedName { namespace, name };
    if let Some(before) = mapping::block_renamed_from(context, &attributes, &name) {
        let of = |name| ObjectRef::qualified(ObjectKind::Sequence, name);
        output.rename(of(&before), of(&name));
    }
    let mut given = Given::default();
    let mut data_type = Builtin::Int8;
    let mut owner = None;
    let mut persistence = Persistence::Permanent;
    for property in &block.properties {
        let Some(value) = &property.value else { continue };
        match property.name.value.as_str() {
            "type" => data_type = counted_type(context, value),
            word @ ("start" | "increment" | "min" | "max" | "cache" | "cycle") => {
                given.set(context, word, value)
            }
            "ownedBy" => owner = owned_by(context, models, value),
            "unlogged" if matches!(value, Expression::Word(word, _) if word == "true") => {
                persistence = Persistence::Unlogged;
            }
            "unlogged" => {}
            other => {
                let message = format!("a sequence has no property `{other}`");
                let diagnostic = Diagnostic::error(code::UNKNOWN_PROPERTY, message).at(property.name.span);
                context.report(
                    diagnostic.help("it has `type`, `start`, `increment`, `min`, `max`, `cache`, `cycle`, `ownedBy`, `unlogged`"),
                );
            }
        }
    }
    Sequence {
        name,
        options: given.filled(data_type),
        owner,
        persistence,
        comment: mapping::block_comment(context, &attributes, block.docs.as_ref()),
    }
}

/// `ownedBy = Invoice.number`: the column that takes the sequence along.
fn owned_by(context: &mut Context, models: &[Model], value: &Expression) -> Option<SequenceOwner> {
    let path = match value {
        Expression::Word(path, _) | Expression::String(path, _) => path.split_once('.'),
        _ => None,
    };
    let found = path.and_then(|(model, field)| {
        let model = models.iter().find(|candidate| candidate.name() == model)?;
        let field = model.fields.iter().find(|candidate| candidate.name() == field)?;
        Some(SequenceOwner { table: model.table.clone(), column: field.column.as_ref()?.name.clone() })
    });
    if found.is_none() {
        context.error(code::BAD_PROPERTY, value.span(), "`ownedBy` is a field: `Invoice.number`");
    }
    found
}

fn counted_type(context: &mut Context, value: &Expression) -> Builtin {
    let word = match value {
        Expression::Word(word, _) | Expression::String(word, _) => word.as_str(),
        _ => "",
    };
    match word.to_ascii_lowercase().as_str() {
        "smallint" | "int2" => Builtin::Int2,
        "int" | "integer" | "int4" => Builtin::Int4,
        "bigint" | "int8" => Builtin::Int8,
        _ => {
            context.error(code::BAD_PROPERTY, value.span(), "`type` is `SmallInt`, `Int` or `BigInt`");
            Builtin::Int8
        }
    }
}

/// The name in the database of a `sequence` block.
pub(crate) fn declared_name(context: &Context, name: &str) -> Option<QualifiedName> {
    let block = context.declared.sequences.iter().find(|block| block.name.value == name)?;
    let text = |word: &str| {
        let attribute = block.attributes.iter().find(|attribute| attribute.name.value == word)?;
        match &attribute.arguments.first()?.value {
            Expression::String(text, _) => Some(text.as_str()),
            _ => None,
        }
    };
    let stored_name = match text("map") {
        Some(mapped) => stored(mapped),
        None => stored(&spelled(&block.name.value, context.naming())),
    };
    let namespace = text("schema").map_or_else(|| context.default_namespace.clone(), stored);
    Some(QualifiedName { namespace, name: stored_name })
}

/// The sequence behind a column with `autoincrement()`.
pub(crate) fn owned(table: &QualifiedName, column: &Column) -> Option<Sequence> {
    let Some(DefaultValue::Nextval(name)) = &column.default else { return None };
    let data_type = column.data_type.as_builtin().filter(|builtin| builtin.is_integer())?;
    Some(Sequence {
        name: name.clone(),
        options: SequenceOptions::ascending(data_type),
        owner: Some(SequenceOwner { table: table.clone(), column: column.name.clone() }),
        persistence: Persistence::Permanent,
        comment: None,
    })
}
