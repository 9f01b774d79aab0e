//! What a server says about a statement: it is prepared, never run.

use std::collections::BTreeMap;

use icms_connect::{DatabaseError, Session};
use icms_model::Carrier;
use icms_model::{DataType, Description, QualifiedName, ResultColumn, ValueType};
use icms_sql::Name;

/// The types of a statement's parameters, and of the rows that it gives.
///
/// # Errors
/// What the server says about a statement that it refuses, with the place in the text.
pub fn describe(session: &mut Session, sql: &str) -> Result<Description, DatabaseError> {
    let statement = session.client().prepare(sql)?;
    let parameters: Vec<u32> = statement.params().iter().map(postgres::types::Type::oid).collect();
    let results: Vec<u32> = statement.columns().iter().map(|column| column.type_().oid()).collect();
    let types = types(session, &[parameters.as_slice(), &results].concat())?;
    let places: Vec<(u32, i16)> = statement
        .columns()
        .iter()
        .map(|c| (c.table_oid().unwrap_or(0), c.column_id().unwrap_or(0)))
        .collect();
    let origins = origins(session, &places)?;
    let value = |oid: &u32| types.get(oid).cloned().unwrap_or_else(unknown);
    let columns = statement.columns().iter().zip(&results).zip(&places);
    Ok(Description {
        parameters: parameters.iter().map(value).collect(),
        columns: columns
            .map(|((column, oid), place)| ResultColumn {
                name: column.name().into(),
                value: value(oid),
                origin: origins.get(place).cloned(),
            })
            .collect(),
    })
}

/// A type that went away between two questions.
fn unknown() -> ValueType {
    let name = QualifiedName::new("pg_catalog", "unknown");
    ValueType { data_type: DataType::named(name), carrier: Carrier::Own }
}

fn types(session: &mut Session, oids: &[u32]) -> Result<BTreeMap<u32, ValueType>, DatabaseError> {
    let own = |name: &Name| QualifiedName::new("pg_catalog", name.clone());
    let mut types = BTreeMap::new();
    for row in session.query(include_str!("describe_type.sql"), &[&oids])? {
        let (oid, text, domain): (u32, &str, Option<&str>) =
            (row.try_get(0)?, row.try_get(1)?, row.try_get(2)?);
        let read = |text: &str| {
            let named = || DataType::named(QualifiedName::new("pg_catalog", text));
            DataType::parse(text, &own).unwrap_or_else(named).unmodified()
        };
        let carrier = domain.map_or(Carrier::Own, |domain| Carrier::Domain(read(domain)));
        types.insert(oid, ValueType { data_type: read(text), carrier });
    }
    Ok(types)
}

/// Tables and columns by the numbers that the server gives them.
type Origins = BTreeMap<(u32, i16), (QualifiedName, Name)>;

fn origins(session: &mut Session, places: &[(u32, i16)]) -> Result<Origins, DatabaseError> {
    let (relations, columns): (Vec<u32>, Vec<i16>) =
        places.iter().filter(|(oid, _)| *oid != 0).copied().unzip();
    if relations.is_empty() {
        return Ok(Origins::new());
    }
    let mut origins = Origins::new();
    for row in session.query(include_str!("describe_origin.sql"), &[&relations, &columns])? {
        let (namespace, relation, column): (&str, &str, &str) =
            (row.try_get(2)?, row.try_get(3)?, row.try_get(4)?);
        let table = QualifiedName::new(namespace, relation);
        origins.insert((row.try_get(0)?, row.try_get(1)?), (table, Name::new(column)));
    }
    Ok(origins)
}
