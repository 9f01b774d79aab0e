//! Foreign keys between column types that PostgreSQL cannot compare, which Prisma overlooks.

use icms_diagnostic::Diagnostic;
use icms_model::{Builtin, DataType};

use crate::code;
use crate::config::RelationMode;
use crate::context::Context;
use crate::field::FieldKind;
use crate::model::Model;
use crate::relation::Relation;

/// Every pair of columns of a foreign key.
pub(super) fn check(context: &mut Context, models: &[Model], relation: &Relation) {
    if context.relation_mode() == RelationMode::Prisma || !relation.has_key(models) {
        return;
    }
    let (Some(from), Some(to)) = (relation.from.side(models), relation.to.model(models)) else { return };
    for (own, other) in relation.fields.iter().zip(&relation.references) {
        let (Some(own), Some(other)) = (from.model.field(*own), to.field(*other)) else { continue };
        let declared = |kind| matches!(kind, FieldKind::Scalar(_) | FieldKind::Enum(_));
        // Fields of different types are an error already.
        let wrong = own.kind != other.kind && declared(own.kind) && declared(other.kind);
        let (Some(left), Some(right)) = (&own.column, &other.column) else { continue };
        if wrong || comparable(&left.data_type, &right.data_type) {
            continue;
        }
        let message = format!(
            "PostgreSQL cannot compare `{}` ({}) with `{}.{}` ({})",
            own.name(),
            left.data_type,
            to.name(),
            other.name(),
            right.data_type
        );
        context.report(
            Diagnostic::warning(code::COLUMN_TYPES_DIFFER, message)
                .at(own.ast.span)
                .label(other.ast.span, "the referenced column")
                .help("give both the same `@db` type: the foreign key will be refused"),
        );
    }
}

/// Types between which `=` exists without a cast.
#[derive(PartialEq, Eq)]
enum Family {
    Numbers,
    Texts,
    Instants,
    Times,
    Networks,
    Bits,
    Alone(Builtin),
}

fn comparable(left: &DataType, right: &DataType) -> bool {
    if left.array != right.array {
        return false;
    }
    let citext = |data_type: &DataType| data_type.user_type().is_some_and(|name| name.name == "citext");
    match (left.element().as_builtin(), right.element().as_builtin()) {
        (Some(left), Some(right)) => family(left) == family(right),
        (None, None) => left.user_type() == right.user_type(),
        (Some(builtin), None) => family(builtin) == Family::Texts && citext(right),
        (None, Some(builtin)) => family(builtin) == Family::Texts && citext(left),
    }
}

const fn family(builtin: Builtin) -> Family {
    match builtin {
        Builtin::Int2
        | Builtin::Int4
        | Builtin::Int8
        | Builtin::Float4
        | Builtin::Float8
        | Builtin::Numeric
        | Builtin::Oid => Family::Numbers,
        Builtin::Text | Builtin::Varchar | Builtin::Bpchar | Builtin::Name => Family::Texts,
        Builtin::Date | Builtin::Timestamp | Builtin::Timestamptz => Family::Instants,
        Builtin::Time | Builtin::Timetz => Family::Times,
        Builtin::Inet | Builtin::Cidr => Family::Networks,
        Builtin::Bit | Builtin::Varbit => Family::Bits,
        other => Family::Alone(other),
    }
}
