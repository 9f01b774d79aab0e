//! Columns: what a scalar field says about one, and the column it becomes.

use std::borrow::Cow;

use icms_diagnostic::Diagnostic;
use icms_model::entity::{ClientDefault, Scalar};
use icms_model::{Column, DataType, DefaultValue, Generated, QualifiedName, Text};
use icms_sql::Name;
use icms_syntax::ast::Attribute;

use crate::attribute::{Arguments, FieldWord};
use crate::code;
use crate::context::Context;
use crate::default_value::{self, Default, Place};
use crate::field::{Field, FieldKind, NOTHING, Plurality};
use crate::identity::IdentityField;
use crate::mapping;
use crate::name::{spelled, stored};
use crate::{generated, identity};

/// What a field says about its column.
pub(crate) struct ColumnField<'a> {
    /// Its name as written or spelled, for made-up names.
    pub raw: Cow<'a, str>,
    /// Its name as stored.
    pub name: Name,
    /// Its type.
    pub data_type: DataType,
    /// `@default`
    pub default: Default,
    /// `@updatedAt` without another default of the client.
    pub updated_at: Option<ClientDefault>,
    /// `@identity`
    pub identity: Option<Box<IdentityField>>,
    /// `@generated`
    pub generated: Option<Box<Generated>>,
    /// `@collate`
    pub collation: Option<Box<QualifiedName>>,
    /// `@renamedFrom`
    pub renamed_from: Option<Name>,
    /// `@comment`
    pub comment: Option<Text>,
}

/// Reads the attributes of a scalar field.
pub(crate) fn read<'a>(context: &mut Context<'a>, field: &Field<'a>, data_type: DataType) -> ColumnField<'a> {
    let attributes = &field.attributes;
    if let Some(attribute) = attributes.get(FieldWord::Relation) {
        let message = format!("`{}` is no relation: its type is no model", field.name());
        context.error(code::ATTRIBUTE_NOT_HERE, attribute.span, message);
    }
    let (raw, span) = match mapping::field_map(context, attributes) {
        Some((text, span)) => (Cow::Borrowed(text), span),
        None => (spelled(field.name(), context.naming()), field.ast.name.span),
    };
    mapping::check_length(context, &raw, span);
    let place = Place { kind: field.kind, plurality: field.plurality(), data_type: &data_type };
    let default = attributes
        .get(FieldWord::Default)
        .map_or(Default::None, |attribute| default_value::read(context, attribute, &place));
    let column = ColumnField {
        name: stored(&raw),
        raw,
        default,
        updated_at: updated_at(context, field),
        identity: attributes
            .get(FieldWord::Identity)
            .and_then(|a| identity::read(context, a, &data_type))
            .map(Box::new),
        generated: attributes
            .get(FieldWord::Generated)
            .and_then(|a| generated::read(context, a))
            .map(Box::new),
        collation: attributes.get(FieldWord::Collate).and_then(|a| collation(context, a)).map(Box::new),
        renamed_from: mapping::field_renamed_from(context, attributes),
        comment: attributes.get(FieldWord::Comment).and_then(|a| mapping::comment(context, a)),
        data_type,
    };
    check_one_value(context, field, &column);
    check_role(context, field);
    column
}

/// `@updatedAt`: set by the client, so that it makes no default in the database.
fn updated_at<'a>(context: &mut Context<'a>, field: &Field<'a>) -> Option<ClientDefault> {
    let attribute = field.attributes.get(FieldWord::UpdatedAt)?;
    Arguments::check(context, attribute, &NOTHING);
    if field.kind == FieldKind::Scalar(Scalar::DateTime) && field.plurality() == Plurality::One {
        return Some(ClientDefault::UpdatedAt);
    }
    let message = "`@updatedAt` goes with single fields of type `DateTime`";
    context.error(code::UPDATED_AT_TYPE, attribute.span, message);
    None
}

/// `@version` counts, `@softDelete` is a time or nothing: words for the client only.
fn check_role<'a>(context: &mut Context<'a>, field: &Field<'a>) {
    let whole = matches!(field.kind, FieldKind::Scalar(Scalar::Int | Scalar::BigInt));
    let time = field.kind == FieldKind::Scalar(Scalar::DateTime);
    let rules = [
        (FieldWord::Version, whole && field.is_required(), "`@version` goes with `Int` or `BigInt` fields"),
        (FieldWord::SoftDelete, time && field.is_optional(), "`@softDelete` goes with `DateTime?` fields"),
    ];
    for (word, fits, message) in rules {
        let Some(attribute) = field.attributes.get(word) else { continue };
        Arguments::check(context, attribute, &NOTHING);
        if !fits {
            context.error(code::CLIENT_ROLE_TYPE, attribute.span, message);
        }
    }
}

/// `@collate("C")`, `@collate("pg_catalog.C")`.
fn collation<'a>(context: &mut Context<'a>, attribute: &'a Attribute) -> Option<QualifiedName> {
    let arguments = Arguments::check(context, attribute, &mapping::NAME);
    arguments.required(context, "name")?;
    let (text, _) = arguments.name(context, "name")?;
    let namespace = arguments.name(context, "schema").map(|(text, _)| text);
    Some(collation_named(text, namespace))
}

/// A collation by its name; one without namespace is PostgreSQL's own.
pub(crate) fn collation_named(text: &str, namespace: Option<&str>) -> QualifiedName {
    match (namespace, text.split_once('.')) {
        (Some(namespace), _) => QualifiedName::new(namespace, text),
        (None, Some((namespace, name))) => QualifiedName::new(namespace, name),
        (None, None) => QualifiedName::new("pg_catalog", text),
    }
}

/// `@default`, `@identity` and `@generated` exclude each other.
fn check_one_value(context: &mut Context, field: &Field, column: &ColumnField) {
    let in_database = match column.default {
        Default::None | Default::Client(_) => None,
        Default::Database(_) | Default::Autoincrement => field.attributes.get(FieldWord::Default),
    };
    let identity = column.identity.as_ref().and(field.attributes.get(FieldWord::Identity));
    let generated = column.generated.as_ref().and(field.attributes.get(FieldWord::Generated));
    let mut given = [in_database, identity, generated].into_iter().flatten();
    if let (Some(first), Some(second)) = (given.next(), given.next()) {
        let message = "a column has a default, an identity or a generation expression, not two of them";
        context.report(
            Diagnostic::error(code::TWO_VALUES, message).at(second.span).label(first.span, "the other one"),
        );
    }
}

impl ColumnField<'_> {
    /// Whether it refuses NULL, the primary key aside.
    pub(crate) fn is_not_null(&self, field: &Field) -> bool {
        let filled = matches!(self.default, Default::Autoincrement) || self.identity.is_some();
        field.is_required() || filled || field.attributes.has(FieldWord::Required)
    }

    /// The column it becomes.
    pub(crate) fn lower(&self, context: &Context, field: &Field, table: &mut TableNames) -> Column {
        let default = match &self.default {
            Default::None | Default::Client(_) => None,
            Default::Database(value) => Some(value.clone()),
            Default::Autoincrement => Some(DefaultValue::Nextval(table.sequence_for(self))),
        };
        Column {
            name: self.name.clone(),
            data_type: self.data_type.clone(),
            not_null: self.is_not_null(field),
            default,
            identity: self.identity.as_ref().map(|identity| identity.lower(self, table)),
            generated: self.generated.as_deref().cloned(),
            collation: self.collation.as_deref().cloned(),
            comment: self.comment.clone().or_else(|| context.comment(field.ast.docs.as_ref())),
        }
    }
}

/// The table a column stands in, and the names its sequences must not take.
pub(crate) struct TableNames<'t> {
    /// The table.
    pub table: &'t QualifiedName,
    /// Names of relations that are taken.
    pub taken: &'t mut icms_sql::hash::Set<QualifiedName>,
}

impl TableNames<'_> {
    /// The name PostgreSQL makes up for a sequence of a column.
    pub(crate) fn sequence_for(&mut self, column: &ColumnField) -> QualifiedName {
        let name = icms_sql::implicit_name(
            self.table.name.as_str(),
            &[column.name.as_str()],
            icms_sql::Suffix::Sequence,
            |name| self.taken.contains(&self.table.sibling(name)),
        );
        let sequence = self.table.sibling(name);
        self.taken.insert(sequence.clone());
        sequence
    }
}
