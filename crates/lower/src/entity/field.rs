//! Scalar and enum fields as a client sees them.

use icms_model::entity::{
    ClientDefault, DatabaseDefault, Field as EntityField, FieldArity, FieldRole, FieldType,
};
use icms_model::{DataType, IdentityKind};
use icms_syntax::ast::Arity;

use crate::attribute::FieldWord;
use crate::column::ColumnField;
use crate::context::Context;
use crate::default_value::Default;
use crate::field::{Field, FieldKind};
use crate::model::Model;
use crate::scalar::shown_as;
use crate::user_type;

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
    Some(EntityField {
        name: field.name().into(),
        column: column.name.clone(),
        renamed_from: column.renamed_from.clone(),
        field_type: field_type(context, field.kind, &column.data_type),
        data_type: data_type(context, field, column),
        arity: arity(field.ast.arity),
        client_default: client_default(column),
        database_default: database_default(column),
        docs: field.ast.docs.as_deref().map(Into::into),
        visibility: field.visibility,
        role: role(field),
    })
}

/// What a client sees a type as.
pub(crate) fn field_type(context: &Context, kind: FieldKind, data_type: &DataType) -> FieldType {
    match kind {
        FieldKind::Scalar(scalar) => FieldType::Scalar(scalar),
        FieldKind::Enum(at) => FieldType::Enum(at),
        FieldKind::Builtin => match data_type.element().as_builtin() {
            Some(builtin) => shown_as(builtin).map_or(FieldType::Native, FieldType::Scalar),
            None => FieldType::Unsupported,
        },
        FieldKind::Domain(at) if user_type::bottom(context, at).is_some() => FieldType::Domain(at),
        FieldKind::Composite(at) => FieldType::Composite(at),
        FieldKind::Domain(_) | FieldKind::Unsupported | FieldKind::Model(_) | FieldKind::Unknown => {
            FieldType::Unsupported
        }
    }
}

/// The type of a column; of a single domain what is at the bottom of it.
fn data_type(context: &Context, field: &Field, column: &ColumnField) -> DataType {
    match field.kind {
        FieldKind::Domain(at) if arity(field.ast.arity) != FieldArity::List => {
            user_type::bottom(context, at).unwrap_or_else(|| column.data_type.clone())
        }
        FieldKind::Scalar(_)
        | FieldKind::Builtin
        | FieldKind::Enum(_)
        | FieldKind::Composite(_)
        | FieldKind::Domain(_)
        | FieldKind::Unsupported
        | FieldKind::Model(_)
        | FieldKind::Unknown => column.data_type.clone(),
    }
}

fn role(field: &Field) -> FieldRole {
    if field.attributes.has(FieldWord::Version) {
        return FieldRole::Version;
    }
    if field.attributes.has(FieldWord::SoftDelete) { FieldRole::DeletedAt } else { FieldRole::Plain }
}

/// One, one or none, many.
pub(crate) const fn arity(arity: Arity) -> FieldArity {
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
