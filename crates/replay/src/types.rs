//! Types as statements write them, found in the catalogue.

use std::cell::RefCell;

use icms_model::{Builtin, DataType, ObjectKind, ObjectRef, QualifiedName};
use icms_sql::Name;
use icms_sql::tree::{AstNode, ast};

use crate::extension;
use crate::refusal::{Done, Reason, Refusal};
use crate::state::State;
use crate::{syntax, unmanaged};

/// Which types statements may name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Types {
    /// Those that are there.
    #[default]
    Declared,
    /// Any: a schema file does not say all that is in a database.
    Any,
}

/// Types of `pg_catalog` that the model has no words of its own for.
const RARE: &[&str] = &[
    "aclitem",
    "any",
    "anyarray",
    "anycompatible",
    "anycompatiblearray",
    "anyelement",
    "anyenum",
    "anynonarray",
    "anyrange",
    "cid",
    "cstring",
    "fdw_handler",
    "gtsvector",
    "index_am_handler",
    "int2vector",
    "internal",
    "language_handler",
    "oidvector",
    "pg_snapshot",
    "refcursor",
    "regcollation",
    "regconfig",
    "regdictionary",
    "regoper",
    "regoperator",
    "regprocedure",
    "table_am_handler",
    "tid",
    "txid_snapshot",
    "unknown",
    "xid8",
];

/// The type that a node of the tree means.
pub(crate) fn resolve(state: &State, ty: &ast::Type) -> Done<DataType> {
    parse(state, &syntax::text(ty.syntax()))
}

/// The type that a text means.
pub(crate) fn parse(state: &State, text: &str) -> Done<DataType> {
    let missing = RefCell::new(None);
    let find = |name: &Name| {
        find(state, name).unwrap_or_else(|| {
            missing.replace(Some(name.clone()));
            QualifiedName { namespace: state.namespace(), name: name.clone() }
        })
    };
    let found = DataType::parse(text, &find);
    let unknown = |name: &str| {
        let object = ObjectRef::qualified(ObjectKind::Enum, &state.best_guess(&[Name::new(name)]));
        Refusal::new(Reason::UndefinedObject, object, format!("type {name} does not exist"))
    };
    let data_type = found.ok_or_else(|| unknown(text))?;
    if state.types == Types::Any {
        return Ok(data_type);
    }
    if let Some(name) = missing.into_inner() {
        return Err(unknown(name.as_str()));
    }
    match data_type.user_type() {
        Some(name) if !is_type(state, name) => Err(unknown(&name.to_string())),
        _ => Ok(data_type),
    }
}

/// The type that an unqualified name means.
fn find(state: &State, name: &Name) -> Option<QualifiedName> {
    let own = QualifiedName::new("pg_catalog", name.clone());
    if Builtin::from_internal(name.as_str()).is_some() || RARE.contains(&name.as_str()) {
        return Some(own);
    }
    state.candidates(std::slice::from_ref(name)).into_iter().find(|candidate| is_type(state, candidate))
}

/// The full name of the enum, domain or other type that a written name means.
pub(crate) fn find_path(state: &State, path: &[Name]) -> Option<QualifiedName> {
    state.candidates(path).into_iter().find(|candidate| is_type(state, candidate))
}

/// Whether there is a type of this name: an enum, a row type, something unmanaged, a type of an extension.
pub(crate) fn is_type(state: &State, name: &QualifiedName) -> bool {
    let schema = &state.catalogue.schema;
    name.namespace == "pg_catalog"
        || name.namespace == "information_schema"
        || schema.enums.find(name).is_some()
        || schema.tables.find(name).is_some()
        || schema.views.find(name).is_some()
        || unmanaged::is_type(schema, name)
        || extension::provides_type(schema, name)
}
