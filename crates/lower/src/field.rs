//! Fields: what their type refers to, and whether they are columns or relations.

use icms_diagnostic::Diagnostic;
use icms_model::entity::{Scalar, Visibility};
use icms_model::{DataType, QualifiedName};
use icms_syntax::Dialect;
use icms_syntax::ast::{self, Arity, FieldType, Ident};

use crate::attribute::{Arguments, FieldAttributes, FieldWord, Takes};
use crate::code;
use crate::column::{self, ColumnField};
use crate::context::Context;
use crate::declared::TypeTarget;
use crate::native_type;
use crate::relation::RelationField;
use crate::scalar::{SCALARS, builtin_by_word, column_type, multirange_over, range_over, scalar};
use crate::suggest::closest;
use crate::unread::Reading;

/// A field of a model or view.
pub(crate) struct Field<'a> {
    /// As written.
    pub ast: &'a ast::Field,
    /// What its type refers to.
    pub kind: FieldKind,
    /// Its attributes.
    pub attributes: FieldAttributes<'a>,
    /// `@ignore`
    pub visibility: Visibility,
    /// What it is in the table; none for relations and unknown types.
    pub column: Option<Box<ColumnField<'a>>>,
    /// What it says as a relation.
    pub relation: Option<Box<RelationField<'a>>>,
}

/// What the type of a field refers to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FieldKind {
    /// A scalar.
    Scalar(Scalar),
    /// One of PostgreSQL's types without a scalar, or a range.
    Builtin,
    /// An enum.
    Enum(usize),
    /// A composite type.
    Composite(usize),
    /// A domain.
    Domain(usize),
    /// `Unsupported("…")`
    Unsupported,
    /// A model or view: a relation.
    Model(usize),
    /// Nothing that was declared.
    Unknown,
}

/// One value or many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Plurality {
    /// One, or none.
    One,
    /// A list.
    Many,
}

impl<'a> Field<'a> {
    /// Its name.
    pub(crate) fn name(&self) -> &'a str {
        &self.ast.name.value
    }

    /// One value or many.
    pub(crate) const fn plurality(&self) -> Plurality {
        plurality(self.ast.arity)
    }

    /// Neither optional nor a list.
    pub(crate) const fn is_required(&self) -> bool {
        matches!(self.ast.arity, Arity::Required)
    }

    /// May be missing.
    pub(crate) const fn is_optional(&self) -> bool {
        matches!(self.ast.arity, Arity::Optional)
    }
}

/// One value or many.
pub(crate) const fn plurality(arity: Arity) -> Plurality {
    match arity {
        Arity::Required | Arity::Optional => Plurality::One,
        Arity::List | Arity::OptionalList => Plurality::Many,
    }
}

const ATTRIBUTES: &[FieldWord] = &[
    FieldWord::Id,
    FieldWord::Unique,
    FieldWord::Default,
    FieldWord::UpdatedAt,
    FieldWord::Map,
    FieldWord::Relation,
    FieldWord::Ignore,
    FieldWord::Check,
    FieldWord::Generated,
    FieldWord::Identity,
    FieldWord::Collate,
    FieldWord::Required,
    FieldWord::RenamedFrom,
    FieldWord::Comment,
    FieldWord::Version,
    FieldWord::SoftDelete,
];
/// An attribute without arguments.
pub(crate) const NOTHING: Takes = Takes { positional: &[], named: &[], beyond: &[] };

/// Reads a field with its attributes, as far as they concern it alone.
pub(crate) fn read<'a>(context: &mut Context<'a>, ast: &'a ast::Field) -> Field<'a> {
    let attributes = FieldAttributes::read(context, &ast.attributes, ATTRIBUTES);
    if ast.arity == Arity::OptionalList {
        let message = "a list cannot be optional";
        let diagnostic = Diagnostic::error(code::OPTIONAL_LIST, message).at(ast.span);
        context.report(diagnostic.help("an empty list stands for none: remove the `?`"));
    }
    let (kind, data_type) = resolve(context, &ast.ty, ast.arity, &attributes);
    let visibility = visibility(context, &attributes, kind);
    let mut field = Field { ast, kind, attributes, visibility, column: None, relation: None };
    match (kind, data_type) {
        (FieldKind::Model(target), _) => {
            field.relation = Some(Box::new(crate::relation::read(context, &field, target)));
        }
        (_, Some(data_type)) => field.column = Some(Box::new(column::read(context, &field, data_type))),
        (_, None) => {}
    }
    field
}

fn visibility<'a>(
    context: &mut Context<'a>,
    attributes: &FieldAttributes<'a>,
    kind: FieldKind,
) -> Visibility {
    let Some(attribute) = attributes.get(FieldWord::Ignore) else { return Visibility::Shown };
    Arguments::check(context, attribute, &NOTHING);
    if kind == FieldKind::Unsupported {
        let message = "a field of type `Unsupported` is ignored already";
        context.error(code::ATTRIBUTE_NOT_HERE, attribute.span, message);
    }
    Visibility::Ignored
}

/// What the type refers to, and the column type it makes, arrays included.
pub(crate) fn resolve<'a>(
    context: &mut Context<'a>,
    ty: &'a FieldType,
    arity: Arity,
    attributes: &FieldAttributes<'a>,
) -> (FieldKind, Option<DataType>) {
    let (kind, data_type) = match ty {
        FieldType::Named(name) => named(context, name),
        FieldType::Unsupported(text) => {
            check_unsupported(context, text);
            (FieldKind::Unsupported, Some(native_type::from_sql(context, &text.value, text.span)))
        }
        FieldType::Generic { name, of } => generic(context, name, of),
    };
    let data_type = native(context, attributes, kind, data_type);
    let data_type = data_type.map(|data_type| match plurality(arity) {
        Plurality::One => data_type,
        Plurality::Many => data_type.array(),
    });
    (kind, data_type)
}

/// The type after `@db.…`, where there is one.
fn native<'a>(
    context: &mut Context<'a>,
    attributes: &FieldAttributes<'a>,
    kind: FieldKind,
    data_type: Option<DataType>,
) -> Option<DataType> {
    let Some(attribute) = attributes.native else { return data_type };
    let scalar = match kind {
        FieldKind::Scalar(scalar) => Some(scalar),
        FieldKind::Builtin => None,
        FieldKind::Unknown => return data_type,
        FieldKind::Enum(_)
        | FieldKind::Composite(_)
        | FieldKind::Domain(_)
        | FieldKind::Unsupported
        | FieldKind::Model(_) => {
            let message = format!("`@{}` goes with scalar fields only", attribute.name.value);
            context.error(code::ATTRIBUTE_NOT_HERE, attribute.span, message);
            return data_type;
        }
    };
    native_type::read(context, attribute, scalar)
}

fn named(context: &mut Context, name: &Ident) -> (FieldKind, Option<DataType>) {
    if let Some(scalar) = scalar(&name.value) {
        return (FieldKind::Scalar(scalar), Some(column_type(scalar)));
    }
    match context.type_target(&name.value) {
        Some(target) => declared(context, target),
        None => builtin(context, name),
    }
}

fn declared(context: &mut Context, target: TypeTarget) -> (FieldKind, Option<DataType>) {
    let known = &context.user_types;
    match target {
        TypeTarget::Model(at) => (FieldKind::Model(at), None),
        TypeTarget::Enum(at) => {
            let data_type = context.enums.get(at).map(|found| DataType::named(found.database.clone()));
            (FieldKind::Enum(at), data_type)
        }
        TypeTarget::Composite(at) => (
            FieldKind::Composite(at),
            known.composites.get(at).map(|found| DataType::named(found.database.clone())),
        ),
        TypeTarget::Domain(at) => (
            FieldKind::Domain(at),
            known.domains.get(at).map(|found| DataType::named(found.database.clone())),
        ),
        TypeTarget::Range(at) => {
            let name =
                context.declared.objects.get(at).map(|found| {
                    crate::name::stored(&crate::name::spelled(&found.name.value, context.naming()))
                });
            let namespace = context.default_namespace.clone();
            (FieldKind::Builtin, name.map(|name| DataType::named(QualifiedName { namespace, name })))
        }
    }
}

/// A built-in type by its own name (`.icms`), or nothing known.
fn builtin(context: &mut Context, name: &Ident) -> (FieldKind, Option<DataType>) {
    if context.dialect == Dialect::Icms
        && let Some(builtin) = builtin_by_word(&name.value)
    {
        return (FieldKind::Builtin, Some(DataType::builtin(builtin)));
    }
    let diagnostic =
        Diagnostic::error(code::UNKNOWN_TYPE, format!("there is no type `{}`", name.value)).at(name.span);
    let scalar = closest(&name.value, SCALARS.iter().map(|(word, _)| *word));
    if scalar.is_none() && context.declared.unread.names() == Reading::Partly {
        return (FieldKind::Unknown, None);
    }
    let near = scalar.or_else(|| context.declared.closest_type(&name.value));
    context.report(match near {
        Some(word) => diagnostic.help(format!("did you mean `{word}`?")).fix(name.span, word),
        None => diagnostic.help("a type is a scalar, or a model, view or enum of this schema"),
    });
    (FieldKind::Unknown, None)
}

/// `Range<DateTime>`, `Multirange<Int>`.
fn generic(context: &mut Context, name: &Ident, of: &Ident) -> (FieldKind, Option<DataType>) {
    let over = scalar(&of.value);
    let found = match name.value.as_str() {
        "Range" => over.and_then(range_over),
        "Multirange" => over.and_then(multirange_over),
        _ => {
            let diagnostic =
                Diagnostic::error(code::UNKNOWN_TYPE, format!("there is no type `{}<…>`", name.value))
                    .at(name.span);
            context.report(diagnostic.help("there are `Range<…>` and `Multirange<…>`"));
            return (FieldKind::Unknown, None);
        }
    };
    match found {
        Some(builtin) => (FieldKind::Builtin, Some(DataType::builtin(builtin))),
        None => {
            let message = format!("there are no ranges over `{}`", of.value);
            let diagnostic = Diagnostic::error(code::UNKNOWN_TYPE, message).at(of.span);
            context.report(diagnostic.help("ranges go over `Int`, `BigInt`, `Decimal` and `DateTime`"));
            (FieldKind::Unknown, None)
        }
    }
}

/// `Unsupported("Uuid")`: a word of Prisma's own in the place of an SQL type.
fn check_unsupported(context: &mut Context, text: &icms_diagnostic::Spanned<String>) {
    if let Some((scalar, native)) = native_type::supported_spelling(&text.value) {
        let prefix = context.prefix().to_owned();
        let message = format!("`{}` is supported", text.value);
        context.report(
            Diagnostic::error(code::UNSUPPORTED_IS_SUPPORTED, message)
                .at(text.span)
                .help(format!("write `{scalar} @{prefix}.{native}`")),
        );
    }
}
