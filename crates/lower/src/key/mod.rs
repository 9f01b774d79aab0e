//! Keys and indexes of a model: `@id`, `@unique`, `@@id`, `@@unique`, `@@index`.

mod fields;
mod method;
mod name;
mod options;
mod part;
mod predicate;

use icms_diagnostic::Span;
use icms_model::{Deferrable, Expr, NullsDistinct, Text};
use icms_sql::Name;
use icms_syntax::ast::Attribute;

use crate::attribute::{Arguments, FieldWord, Takes};
use crate::context::Context;
use crate::field::Field;
use crate::unread::Reading;

pub(crate) use fields::{of as fields_of, scalar_fields};
pub(crate) use method::Method;
pub(crate) use name::check_length as check_name_length;
pub(crate) use options::{DEFERRABLE, with as storage_options};
pub(crate) use part::{Ops, Part, PartTarget};

/// A key or index as its model says it.
pub(crate) struct Key<'a> {
    /// Which of the three.
    pub kind: KeyKind,
    /// On a field or on the block.
    pub place: KeyPlace,
    /// Where it is written.
    pub attribute: &'a Attribute,
    /// What it covers, in order.
    pub parts: Vec<Part<'a>>,
    /// `name:` for the client.
    pub client_name: Option<&'a str>,
    /// `map:` for the database.
    pub map: Option<(&'a str, Span)>,
    /// Its name in the database.
    pub name: Name,
    /// `type:`
    pub method: Method,
    /// `where:`
    pub predicate: Option<Expr>,
    /// `include:`, positions of fields.
    pub include: Vec<usize>,
    /// `with:`
    pub options: Vec<(Text, Text)>,
    /// `nulls:`
    pub nulls: NullsDistinct,
    /// `deferrable:`
    pub deferrable: Deferrable,
    /// What a unique key becomes.
    pub form: UniqueForm,
    /// `comment:`
    pub comment: Option<Text>,
}

/// Which kind of key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyKind {
    /// The primary key.
    Id,
    /// A unique key.
    Unique,
    /// An index that allows duplicates.
    Index,
}

/// Where a key is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum KeyPlace {
    /// `@id`, `@unique` on the field itself.
    Field,
    /// `@@…`
    Block,
}

/// What a unique key becomes in the database.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum UniqueForm {
    /// A unique index, as Prisma makes it.
    Index,
    /// A unique constraint.
    Constraint,
}

impl Key<'_> {
    /// The fields it covers; none when an expression is among them.
    pub(crate) fn fields(&self) -> Option<Vec<usize>> {
        self.parts.iter().map(Part::field).collect()
    }

    /// Whether it covers exactly these fields, in any order and for all rows.
    pub(crate) fn covers(&self, fields: &[usize]) -> bool {
        let same = |own: &Vec<usize>| own.len() == fields.len() && fields.iter().all(|f| own.contains(f));
        self.is_strict() && self.fields().is_some_and(|own| same(&own))
    }

    /// A key that tells all rows apart: no plain index, no condition.
    pub(crate) fn is_strict(&self) -> bool {
        match self.kind {
            KeyKind::Id => true,
            KeyKind::Unique => self.predicate.is_none(),
            KeyKind::Index => false,
        }
    }

    /// As it is written, for messages.
    pub(crate) fn word(&self) -> String {
        let at = match self.place {
            KeyPlace::Field => "@",
            KeyPlace::Block => "@@",
        };
        format!("{at}{}", self.attribute.name.value)
    }
}

const FIELD_ID: Takes =
    Takes { positional: &[], named: &["map"], beyond: &["deferrable", "include", "comment"] };
const FIELD_UNIQUE: Takes = Takes {
    positional: &[],
    named: &["map", "sort", "where"],
    beyond: &["nulls", "deferrable", "as", "include", "with", "ops", "collate", "comment"],
};
const BLOCK_ID: Takes =
    Takes { positional: &["fields"], named: &["name", "map"], beyond: &["deferrable", "include", "comment"] };
const BLOCK_UNIQUE: Takes = Takes {
    positional: &["fields"],
    named: &["name", "map", "where"],
    beyond: &["nulls", "deferrable", "as", "include", "with", "comment"],
};
const BLOCK_INDEX: Takes = Takes {
    positional: &["fields"],
    named: &["name", "map", "type", "where"],
    beyond: &["include", "with", "comment"],
};

/// What a key is read against.
pub(crate) struct ModelSoFar<'m, 'a> {
    /// The model's name.
    pub name: &'a str,
    /// Its table as written or spelled.
    pub table: &'m str,
    /// Its fields.
    pub fields: &'m [Field<'a>],
    /// Whether all of them are there.
    pub reading: Reading,
}

/// `@id` and `@unique` of one field.
pub(crate) fn on_field<'a>(context: &mut Context<'a>, model: &ModelSoFar<'_, 'a>, at: usize) -> Vec<Key<'a>> {
    let Some(field) = model.fields.get(at) else { return Vec::new() };
    if field.column.is_none() {
        fields::refuse_on_relation(context, field);
        return Vec::new();
    }
    let mut keys = Vec::new();
    for (word, kind, takes) in
        [(FieldWord::Id, KeyKind::Id, &FIELD_ID), (FieldWord::Unique, KeyKind::Unique, &FIELD_UNIQUE)]
    {
        if let Some(attribute) = field.attributes.get(word) {
            let arguments = Arguments::check(context, attribute, takes);
            let part = part::of_field(context, at, &arguments);
            keys.push(build(context, model, kind, KeyPlace::Field, arguments, vec![part]));
        }
    }
    keys
}

/// `@@id`, `@@unique` or `@@index`.
pub(crate) fn on_block<'a>(
    context: &mut Context<'a>,
    model: &ModelSoFar<'_, 'a>,
    kind: KeyKind,
    attribute: &'a Attribute,
) -> Option<Key<'a>> {
    let takes = match kind {
        KeyKind::Id => &BLOCK_ID,
        KeyKind::Unique => &BLOCK_UNIQUE,
        KeyKind::Index => &BLOCK_INDEX,
    };
    let arguments = Arguments::check(context, attribute, takes);
    let list = arguments.required(context, "fields")?;
    let parts = part::read(context, model, attribute, list)?;
    Some(build(context, model, kind, KeyPlace::Block, arguments, parts))
}

fn build<'a>(
    context: &mut Context<'a>,
    model: &ModelSoFar<'_, 'a>,
    kind: KeyKind,
    place: KeyPlace,
    arguments: Arguments<'a>,
    parts: Vec<Part<'a>>,
) -> Key<'a> {
    let names = name::read(context, kind, &arguments);
    let settings = options::read(context, &arguments);
    Key {
        kind,
        place,
        attribute: arguments.attribute,
        name: name::in_database(model, kind, &parts, names.map.map(|(text, _)| text)),
        client_name: names.client,
        map: names.map,
        method: method::read(context, &arguments),
        predicate: predicate::read(context, model, &arguments),
        include: fields::included(context, model, &arguments),
        options: settings.with,
        nulls: settings.nulls,
        deferrable: settings.deferrable,
        form: settings.form,
        comment: arguments.name(context, "comment").map(|(text, _)| text.into()),
        parts,
    }
}
