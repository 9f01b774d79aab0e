//! Enums: names and labels as declared, and the type they become.

use icms_diagnostic::Diagnostic;
use icms_model::entity::EntityEnum;
use icms_model::{Enum, ObjectKind, ObjectRef, QualifiedName, Text};
use icms_sql::Name;
use icms_sql::hash::Map;
use icms_syntax::Dialect;
use icms_syntax::ast;

use crate::attribute::{Arguments, BlockAttributes, BlockWord, FieldAttributes, FieldWord};
use crate::code;
use crate::context::Context;
use crate::mapping;
use crate::name::stored;
use crate::output::Output;
use crate::unread::Reading;

/// An enum with its names in the database.
#[derive(Clone)]
pub(crate) struct EnumDeclaration<'a> {
    /// As written.
    pub ast: &'a ast::Enum,
    /// Its type.
    pub database: QualifiedName,
    /// Values with their labels, in order.
    pub values: Vec<EnumValue<'a>>,
    /// `@@renamedFrom`
    pub renamed_from: Option<QualifiedName>,
    /// `@@comment` or `///`
    pub comment: Option<Text>,
    /// Whether all of its values are there.
    pub reading: Reading,
}

/// A value with its label.
#[derive(Clone)]
pub(crate) struct EnumValue<'a> {
    /// As written.
    pub ast: &'a ast::EnumValue,
    /// In the database.
    pub label: Name,
    /// `@renamedFrom`
    pub renamed_from: Option<Name>,
}

impl<'a> EnumDeclaration<'a> {
    /// The label of a value.
    pub(crate) fn label(&self, name: &str) -> Option<&Name> {
        self.values.iter().find(|value| value.ast.name.value == name).map(|value| &value.label)
    }
}

const ATTRIBUTES: &[BlockWord] =
    &[BlockWord::Map, BlockWord::Schema, BlockWord::RenamedFrom, BlockWord::Comment];
const VALUE_ATTRIBUTES: &[FieldWord] = &[FieldWord::Map, FieldWord::RenamedFrom];

/// Reads every enum.
pub(crate) fn read<'a>(context: &mut Context<'a>) {
    let blocks = context.declared.enums.clone();
    context.enums = blocks.into_iter().map(|block| declaration(context, block)).collect();
}

fn declaration<'a>(context: &mut Context<'a>, ast: &'a ast::Enum) -> EnumDeclaration<'a> {
    let reading = context.declared.unread.block(ast.span);
    let attributes = BlockAttributes::read(context, &ast.attributes, ATTRIBUTES);
    let name = mapping::block_name(context, &attributes, &ast.name);
    let namespace = mapping::namespace(context, &attributes, ast.name.span, "enum", reading);
    let database = QualifiedName { namespace, name: stored(&name) };
    let renamed_from = mapping::block_renamed_from(context, &attributes, &database);
    let values: Vec<EnumValue> = ast.values.iter().map(|value| enum_value(context, value)).collect();
    if values.is_empty() && reading == Reading::Whole {
        let message = format!("the enum `{}` has no values", ast.name.value);
        let diagnostic = Diagnostic::error(code::EMPTY_ENUM, message).at(ast.name.span);
        context.report(diagnostic.help("write at least one, each on a line of its own"));
    }
    check_values(context, &values);
    let comment = mapping::block_comment(context, &attributes, ast.docs.as_ref());
    EnumDeclaration { ast, database, values, renamed_from, comment, reading }
}

fn enum_value<'a>(context: &mut Context<'a>, ast: &'a ast::EnumValue) -> EnumValue<'a> {
    let attributes = FieldAttributes::read(context, &ast.attributes, VALUE_ATTRIBUTES);
    let mapped = mapping::field_map(context, &attributes);
    let label = mapped.map_or(ast.name.value.as_str(), |(text, _)| text);
    if label.len() > icms_sql::MAX_IDENTIFIER {
        let span = mapped.map_or(ast.name.span, |(_, span)| span);
        let message =
            format!("PostgreSQL refuses enum labels of more than 63 bytes; this one has {}", label.len());
        context.report(Diagnostic::warning(code::LONG_NAME, message).at(span));
    }
    let renamed_from = attributes
        .get(FieldWord::RenamedFrom)
        .and_then(|attribute| Arguments::check(context, attribute, &mapping::NAME).name(context, "name"))
        .map(|(text, _)| stored(text));
    EnumValue { ast, label: Name::new(label), renamed_from }
}

/// Names and labels that stand twice.
fn check_values(context: &mut Context, values: &[EnumValue]) {
    let mut names: Map<&str, &EnumValue> = Map::default();
    let mut labels: Map<&str, &EnumValue> = Map::default();
    for value in values {
        let name = &value.ast.name;
        if let Some(first) = names.insert(&name.value, value) {
            context.report(
                Diagnostic::error(code::DUPLICATE_VALUE, format!("the value `{}` stands twice", name.value))
                    .at(name.span)
                    .label(first.ast.name.span, "first declared here"),
            );
        } else if let Some(first) = labels.insert(value.label.as_str(), value) {
            let message = format!("two values have the label `{}` in the database", value.label);
            let diagnostic = match context.dialect {
                Dialect::Icms => Diagnostic::error(code::DUPLICATE_LABEL, message),
                // Prisma overlooks it; PostgreSQL does not.
                Dialect::Prisma => Diagnostic::warning(code::DUPLICATE_LABEL, message),
            };
            context.report(diagnostic.at(name.span).label(first.ast.name.span, "the other one"));
        }
    }
}

/// The types, and where they were written.
pub(crate) fn lower(context: &Context, output: &mut Output) {
    for declaration in &context.enums {
        let path = ObjectRef::qualified(ObjectKind::Enum, &declaration.database);
        output.lowered.origins.note(path.clone(), declaration.ast.name.span);
        if let Some(before) = &declaration.renamed_from {
            output.rename(ObjectRef::qualified(ObjectKind::Enum, before), path);
        }
        let old_type = declaration.renamed_from.as_ref().unwrap_or(&declaration.database);
        let mut places = Vec::with_capacity(declaration.values.len());
        for value in &declaration.values {
            let member =
                |owner: &QualifiedName, label: &Name| ObjectRef::member(ObjectKind::Enum, owner, label);
            places.push((ObjectKind::Enum, value.label.clone(), value.ast.span));
            if let Some(before) = &value.renamed_from {
                output.rename(member(old_type, before), member(&declaration.database, &value.label));
            }
        }
        output.lowered.origins.note_members(&declaration.database, places);
        output.lowered.schema.enums.insert(Enum {
            name: declaration.database.clone(),
            values: labels(declaration),
            comment: declaration.comment.clone(),
        });
    }
}

/// Labels in order, each once.
fn labels(declaration: &EnumDeclaration) -> Vec<Name> {
    let mut labels: Vec<Name> = Vec::with_capacity(declaration.values.len());
    for value in &declaration.values {
        if !labels.contains(&value.label) {
            labels.push(value.label.clone());
        }
    }
    labels
}

/// The enums as a client names them.
pub(crate) fn entities(context: &Context) -> Vec<EntityEnum> {
    let shown = |declaration: &EnumDeclaration| EntityEnum {
        name: declaration.ast.name.value.as_str().into(),
        database: declaration.database.clone(),
        values: declaration
            .values
            .iter()
            .map(|value| (value.ast.name.value.as_str().into(), value.label.clone()))
            .collect(),
        docs: declaration.ast.docs.as_deref().map(Into::into),
    };
    context.enums.iter().map(shown).collect()
}
