//! Scalar and enum fields as a client sees them.

use icms_model::entity::{
    Carrier, ClientDefault, DatabaseDefault, Field as EntityField, FieldArity, FieldRole, FieldType, Scalar,
};
use icms_model::{Array, IdentityKind};
use icms_syntax::ast::{self, Arity};

use crate::attribute::FieldWord;
use crate::column::ColumnField;
use crate::context::Context;

use crate::default_value::Default;
use crate::field::{Field, FieldKind};
use crate::model::Model;
use crate::scalar::{column_type, scalar, shown_as};

/// Where each field of a model stands among the columns; none for relations.
pub(super) fn positions(model: &Model) -> Vec<Option<usize>> {
    let mut next = 0;
    let mut place = |field: &Field| {
        field.column.as_ref()?;
        next += 1;
        Some(next - 1)
    };
    model.fields.iter().map(&mut place).collect()
}

/// A field; none for relations.
pub(super) fn field(context: &Context, field: &Field) -> Option<EntityField> {
    let column = field.column.as_ref()?;
    let base = domain_base(context, field);
    Some(EntityField {
        name: field.name().into(),
        column: column.name.clone(),
        field_type: base.map_or_else(|| field_type(field, column), FieldType::Scalar),
        data_type: base.map_or_else(|| column.data_type.clone(), column_type),
        arity: arity(field.ast.arity),
        client_default: client_default(column),
        database_default: database_default(column),
        docs: field.ast.docs.as_deref().map(Into::into),
        visibility: field.visibility,
        role: role(field),
        carrier: if base.is_some() { Carrier::Domain } else { Carrier::Own },
    })
}

fn field_type(field: &Field, column: &ColumnField) -> FieldType {
    match field.kind {
        FieldKind::Scalar(scalar) => FieldType::Scalar(scalar),
        FieldKind::Enum(at) => FieldType::Enum(at),
        FieldKind::Builtin => {
            let element = icms_model::DataType { array: Array::No, ..column.data_type.clone() };
            match element.as_builtin() {
                Some(builtin) => shown_as(builtin).map_or(FieldType::Native, FieldType::Scalar),
                None => FieldType::Unsupported,
            }
        }
        FieldKind::Composite(_)
        | FieldKind::Domain(_)
        | FieldKind::Unsupported
        | FieldKind::Model(_)
        | FieldKind::Unknown => FieldType::Unsupported,
    }
}

/// The scalar below a domain, where values of both travel alike.
fn domain_base(context: &Context, field: &Field) -> Option<Scalar> {
    let FieldKind::Domain(at) = field.kind else { return None };
    let domain = context.declared.domains.get(at)?;
    let ast::FieldType::Named(base) = &domain.base else { return None };
    let base = scalar(&base.value)?;
    let single = arity(field.ast.arity) != FieldArity::List && domain.arity == Arity::Required;
    // A native type below may be narrower than the scalar's own; any text is read as text.
    let own = base == Scalar::String || domain.attributes.iter().all(|a| !a.name.value.contains('.'));
    (single && own).then_some(base)
}

fn role(field: &Field) -> FieldRole {
    if field.attributes.has(FieldWord::Version) {
        return FieldRole::Version;
    }
    if field.attributes.has(FieldWord::SoftDelete) { FieldRole::DeletedAt } else { FieldRole::Plain }
}

/// One, one or none, many.
pub(super) const fn arity(arity: Arity) -> FieldArity {
    match arity {
        Arity::Required => FieldArity::Required,
        Arity::Optional => FieldArity::Optional,
        Arity::List | Arity::OptionalList => FieldArity::List,
    }
}

fn client_default(column: &ColumnField) -> Option<ClientDefault> {
    match column.default {
        Default::Client(default) => Some(default),
        Default::None | Default::Database(_) | Default::Autoincrement => column.updated_at,
    }
}

fn database_default(column: &ColumnField) -> DatabaseDefault {
    let always = column.identity.as_ref().is_some_and(|identity| identity.kind() == IdentityKind::Always);
    if column.generated.is_some() || always {
        return DatabaseDefault::Always;
    }
    match column.default {
        Default::Database(_) | Default::Autoincrement => DatabaseDefault::Filled,
        Default::None | Default::Client(_) if column.identity.is_some() => DatabaseDefault::Filled,
        Default::None | Default::Client(_) => DatabaseDefault::None,
    }
}
