//! Indexes: those of `@@index`, and the unique ones that Prisma makes of `@unique`.

use icms_model::{Array, DataType, Expr, TypeName};
use icms_model::{
    Index, IndexKey, IndexState, KeyPart, ObjectKind, Uniqueness, default_operator_class,
    is_default_operator_class,
};
use icms_sql::Name;

use crate::field::FieldKind;
use crate::key::{Key, KeyKind, Ops, Part, PartTarget, UniqueForm};
use crate::model::Model;
use crate::operator_class;
use crate::output::Places;

/// The indexes of a table: unique ones first, as Prisma makes them.
pub(crate) fn lower(model: &Model, places: &mut Places) -> Vec<Index> {
    let unique = |key: &&Key| key.kind == KeyKind::Unique && key.form == UniqueForm::Index;
    let plain = |key: &&Key| key.kind == KeyKind::Index;
    let ordered = model.keys.iter().filter(unique).chain(model.keys.iter().filter(plain));
    let mut indexes = Vec::with_capacity(model.keys.len());
    for key in ordered {
        places.push((ObjectKind::Index, key.name.clone(), key.attribute.span));
        indexes.push(index(model, key));
    }
    indexes
}

fn index(model: &Model, key: &Key) -> Index {
    Index {
        name: key.name.clone(),
        uniqueness: match key.kind {
            KeyKind::Id | KeyKind::Unique => Uniqueness::Unique(key.nulls),
            KeyKind::Index => Uniqueness::Plain,
        },
        method: key.method.name(),
        keys: key.parts.iter().filter_map(|part| index_key(model, key, part)).collect(),
        include: column_names(model, &key.include),
        predicate: key.predicate.clone(),
        options: key.options.clone(),
        state: IndexState::Valid,
        comment: key.comment.clone(),
    }
}

/// The columns of some fields.
pub(crate) fn column_names(model: &Model, fields: &[usize]) -> Vec<Name> {
    let columns = fields.iter().filter_map(|at| model.field(*at)?.column.as_ref());
    columns.map(|column| column.name.clone()).collect()
}

fn index_key(model: &Model, key: &Key, part: &Part) -> Option<IndexKey> {
    let (target, data_type, kind) = match part.target {
        PartTarget::Field(at) => {
            let field = model.field(at)?;
            let column = field.column.as_ref()?;
            (KeyPart::Column(column.name.clone()), Some(&column.data_type), Some(field.kind))
        }
        PartTarget::Expression(text) => (KeyPart::Expression(Expr::new(text)), None, None),
    };
    let order = part.sort.unwrap_or_default();
    Some(IndexKey {
        part: target,
        collation: part.collation.clone(),
        operator_class: part.ops.and_then(|(ops, _)| class(key, ops, data_type, kind)),
        operator_class_options: part.ops.map(|(ops, _)| operator_class::parameters(ops)).unwrap_or_default(),
        order,
        nulls: part.nulls.unwrap_or(order.default_nulls()),
    })
}

/// The operator class, unless it is the one the key gets anyway.
fn class(key: &Key, ops: Ops, data_type: Option<&DataType>, kind: Option<FieldKind>) -> Option<Name> {
    let name = match ops {
        Ops::Word(word) => operator_class::sql_name(word)?,
        Ops::Raw(text) => text.split('(').next().unwrap_or(text).trim().to_owned(),
    };
    let method = key.method.name();
    let own = data_type.and_then(|data_type| match (kind, &data_type.name) {
        (Some(FieldKind::Enum(_)), TypeName::Named(_)) if data_type.array == Array::No => Some("enum_ops"),
        _ => default_operator_class(method.as_str(), data_type),
    });
    let implied =
        is_default_operator_class(method.as_str(), &name) && own.is_none_or(|own| own == name.as_str());
    (!implied).then(|| Name::from(name))
}
