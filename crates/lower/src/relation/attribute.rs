//! `@relation(…)` of one field.

use icms_diagnostic::{Diagnostic, Span};
use icms_model::{Deferrable, Match, ReferentialAction, Validation};
use icms_syntax::ast::{Attribute, Expression};

use crate::attribute::{Arguments, FieldWord, Takes, choice};
use crate::code;
use crate::config::RelationMode;
use crate::context::Context;
use crate::field::Field;
use crate::key::{DEFERRABLE, check_name_length};

/// What a relation field says.
pub(crate) struct RelationField<'a> {
    /// The model it points to.
    pub target: usize,
    /// Where it says it.
    pub attribute: Option<&'a Attribute>,
    /// `name:`
    pub name: Option<&'a str>,
    /// `fields:`
    pub fields: Option<&'a Expression>,
    /// `references:`
    pub references: Option<&'a Expression>,
    /// `onDelete:`
    pub on_delete: Option<(ReferentialAction, Span)>,
    /// `onUpdate:`
    pub on_update: Option<(ReferentialAction, Span)>,
    /// `map:`
    pub map: Option<(&'a str, Span)>,
    /// `deferrable:`
    pub deferrable: Deferrable,
    /// `match:`
    pub matching: Match,
    /// `notValid: true`
    pub validation: Validation,
    /// `onDeleteFields:`, which of `fields` an action on delete sets
    pub on_delete_fields: Option<&'a Expression>,
    /// `comment:`
    pub comment: Option<&'a str>,
}

impl RelationField<'_> {
    /// Whether it has an argument that does not exist, which may stand for one that is missed.
    pub(crate) fn is_unclear(&self) -> bool {
        let names = self.attribute.into_iter().flat_map(|attribute| &attribute.arguments);
        let all = || RELATION.positional.iter().chain(RELATION.named).chain(RELATION.beyond);
        let known = |name: &str| all().any(|known| *known == name);
        names.filter_map(|argument| argument.name.as_ref()).any(|name| !known(&name.value))
    }
}

const RELATION: Takes = Takes {
    positional: &["name"],
    named: &["fields", "references", "onDelete", "onUpdate", "map"],
    beyond: &["deferrable", "match", "notValid", "onDeleteFields", "comment"],
};

/// The words for actions.
pub(crate) const ACTIONS: [(&str, ReferentialAction); 5] = [
    ("Cascade", ReferentialAction::Cascade),
    ("Restrict", ReferentialAction::Restrict),
    ("NoAction", ReferentialAction::NoAction),
    ("SetNull", ReferentialAction::SetNull),
    ("SetDefault", ReferentialAction::SetDefault),
];

/// Reads a relation field.
pub(crate) fn read<'a>(context: &mut Context<'a>, field: &Field<'a>, target: usize) -> RelationField<'a> {
    refuse(context, field);
    let attribute = field.attributes.get(FieldWord::Relation);
    let mut relation = empty(target, attribute);
    if let Some(attribute) = attribute {
        let arguments = Arguments::check(context, attribute, &RELATION);
        fill(context, &mut relation, &arguments);
    }
    relation
}

/// What `@@foreignKey` says about a key to a table that is no model.
pub(crate) fn actions<'a>(
    context: &mut Context<'a>,
    attribute: &'a Attribute,
    takes: &'static Takes,
) -> (RelationField<'a>, Arguments<'a>) {
    let mut relation = empty(usize::MAX, Some(attribute));
    let arguments = Arguments::check(context, attribute, takes);
    fill(context, &mut relation, &arguments);
    (relation, arguments)
}

fn empty(target: usize, attribute: Option<&Attribute>) -> RelationField<'_> {
    RelationField {
        target,
        attribute,
        name: None,
        fields: None,
        references: None,
        on_delete: None,
        on_update: None,
        map: None,
        deferrable: Deferrable::No,
        matching: Match::Simple,
        validation: Validation::Validated,
        on_delete_fields: None,
        comment: None,
    }
}

fn fill<'a>(context: &mut Context, relation: &mut RelationField<'a>, arguments: &Arguments<'a>) {
    relation.name =
        arguments.name(context, "name").map(|(text, _)| text).or_else(|| match arguments.get("name") {
            // Its quotes are missing, which was reported; the other side is meant all the same.
            Some(Expression::Word(word, _)) => Some(word),
            _ => None,
        });
    relation.fields = arguments.get("fields");
    relation.references = arguments.get("references");
    relation.on_delete_fields = arguments.get("onDeleteFields");
    relation.comment = arguments.name(context, "comment").map(|(text, _)| text);
    relation.on_delete = action(context, arguments, "onDelete");
    relation.on_update = action(context, arguments, "onUpdate");
    relation.map = arguments.name(context, "map");
    if let Some((text, span)) = relation.map {
        check_name_length(context, text, span);
    }
    let matches = [("Simple", Match::Simple), ("Full", Match::Full)];
    let validations = [("true", Validation::NotValid), ("false", Validation::Validated)];
    let pick = |name: &str| arguments.get(name);
    let (when, matching, valid) = (pick("deferrable"), pick("match"), pick("notValid"));
    relation.deferrable = when.and_then(|value| choice(context, value, &DEFERRABLE)).unwrap_or_default();
    relation.matching = matching.and_then(|value| choice(context, value, &matches)).unwrap_or_default();
    relation.validation = valid.and_then(|value| choice(context, value, &validations)).unwrap_or_default();
}

/// An action; without foreign keys the client must be able to do it.
fn action(context: &mut Context, arguments: &Arguments, name: &str) -> Option<(ReferentialAction, Span)> {
    let value = arguments.get(name)?;
    let action = choice(context, value, &ACTIONS)?;
    let impossible = matches!(action, ReferentialAction::NoAction | ReferentialAction::SetDefault);
    if context.relation_mode() == RelationMode::Prisma && impossible {
        let message = "a client without foreign keys cannot do this";
        let diagnostic = Diagnostic::error(code::BAD_ACTION, message).at(value.span());
        context.report(
            diagnostic.help("with `relationMode = \"prisma\"` there are `Cascade`, `Restrict` and `SetNull`"),
        );
    }
    Some((action, arguments.span_of(name)))
}

/// Attributes that a relation cannot carry; `@id` and `@unique` are refused with the keys.
fn refuse(context: &mut Context, field: &Field) {
    for word in [
        FieldWord::Default,
        FieldWord::Map,
        FieldWord::UpdatedAt,
        FieldWord::Generated,
        FieldWord::Identity,
        FieldWord::Collate,
        FieldWord::Required,
        FieldWord::RenamedFrom,
        FieldWord::Comment,
    ] {
        if let Some(attribute) = field.attributes.get(word) {
            let message = format!("`@{}` cannot stand on a relation", word.text());
            context.error(code::ATTRIBUTE_NOT_HERE, attribute.span, message);
        }
    }
    for attribute in field.attributes.all(FieldWord::Check) {
        context.error(code::ATTRIBUTE_NOT_HERE, attribute.span, "`@check` cannot stand on a relation");
    }
}
