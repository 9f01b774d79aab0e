//! Scalar and enum fields as a client sees them.

use icms_model::entity::{ClientDefault, DatabaseDefault, Field as EntityField, FieldArity, FieldType};
use icms_model::{Array, IdentityKind};
use icms_syntax::ast::Arity;

use crate::column::ColumnField;

use crate::default_value::Default;
use crate::field::{Field, FieldKind};
use crate::model::Model;
use crate::scalar::shown_as;

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
pub(super) fn field(field: &Field) -> Option<EntityField> {
    let column = field.column.as_ref()?;
    Some(EntityField {
        name: field.name().into(),
        column: column.name.clone(),
        field_type: field_type(field, column),
        data_type: column.data_type.clone(),
        arity: arity(field.ast.arity),
        client_default: client_default(column),
        database_default: database_default(column),
        docs: field.ast.docs.as_deref().map(Into::into),
        visibility: field.visibility,
    })
}

fn field_type(field: &Field, column: &ColumnField) -> FieldType {
    match field.kind {
        FieldKind::Scalar(scalar) => FieldType::Scalar(scalar),
        FieldKind::Enum(at) => FieldType::Enum(at),
        FieldKind::Builtin => {
            let element = icms_model::DataType { array: Array::No, ..column.data_type.clone() };
            element.as_builtin().and_then(shown_as).map_or(FieldType::Unsupported, FieldType::Scalar)
        }
        FieldKind::Composite(_)
        | FieldKind::Domain(_)
        | FieldKind::Unsupported
        | FieldKind::Model(_)
        | FieldKind::Unknown => FieldType::Unsupported,
    }
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
