//! The schema as rows of the catalogues that scripts ask.

use icms_model::{Builtin, QualifiedName, Schema, Table};
use icms_sql::Name;
use icms_sql::tree::{AstNode, SyntaxNode, ast};

use super::Row;
use crate::state::State;
use crate::syntax;

/// What `current_database()` and every `table_catalog` say.
pub(super) const DATABASE: &str = "\u{1}database";

/// What stands for the oid of a relation.
pub(super) fn relation_oid(name: &QualifiedName) -> String {
    format!("relation {name}")
}

/// What stands for the oid of a namespace.
pub(super) fn namespace_oid(name: &str) -> String {
    format!("namespace {name}")
}

/// What stands for the oid of a type.
pub(super) fn type_oid(name: &QualifiedName) -> String {
    format!("type {name}")
}

/// Whether nothing that a query names lies outside what is known here: built-in types, ledgers, tables of other shapes.
pub(super) fn knows_all(state: &State, query: &SyntaxNode) -> bool {
    let literals = query.descendants().filter_map(ast::Literal::cast).filter_map(|l| syntax::string(&l));
    let own = |text: &str| {
        let last = text.rsplit('.').next().unwrap_or(text).trim_matches('"');
        let hidden = state.catalogue.hidden().any(|name| name.name == last);
        let listed = state.catalogue.schema.unmanaged.iter().any(|object| {
            let said = matches!(&*object.kind, "trigger" | "policy") || object.kind.ends_with(" type");
            !said && object.name.rsplit(['.', ' ']).next() == Some(last)
        });
        let builtin =
            Builtin::from_internal(last).is_some() || last.starts_with('_') || last.starts_with("pg_");
        !hidden && !builtin && !listed
    };
    state.speaks_of_everything() && literals.into_iter().all(|text| own(&text))
}

/// All rows of a catalogue; none for one that is not known here.
pub(super) fn rows(state: &State, path: &[Name]) -> Option<Vec<Row>> {
    let schema = &state.catalogue.schema;
    let (namespace, name) = match path {
        [name] => ("pg_catalog", name.as_str()),
        [namespace, name] => (namespace.as_str(), name.as_str()),
        _ => return None,
    };
    Some(match (namespace, name) {
        ("information_schema", "tables") => tables(schema),
        ("information_schema", "columns") => columns(schema),
        ("information_schema", "table_constraints") => table_constraints(schema),
        ("information_schema", "schemata") => namespaces(schema, "schema_name"),
        ("pg_catalog", "pg_namespace") => namespaces(schema, "nspname"),
        ("pg_catalog", "pg_class") => classes(schema),
        ("pg_catalog", "pg_attribute") => attributes(schema),
        ("pg_catalog", "pg_constraint") => constraints(schema),
        ("pg_catalog", "pg_type") => types(schema),
        ("pg_catalog", "pg_enum") => enum_values(schema),
        ("pg_catalog", "pg_indexes") => indexes(schema),
        ("pg_catalog", "pg_tables") => tables_by(schema, "schemaname", "tablename"),
        ("pg_catalog", "pg_views") => views(schema),
        ("pg_catalog", "pg_extension") => extensions(schema),
        ("pg_catalog", "pg_policies") => members(schema, "policy", "policyname"),
        ("pg_catalog", "pg_trigger") => members(schema, "trigger", "tgname"),
        _ => return None,
    })
}

fn row<const N: usize>(pairs: [(&'static str, String); N]) -> Row {
    pairs.into_iter().collect()
}

fn text(name: &Name) -> String {
    name.to_string()
}

fn all(schema: &Schema) -> impl Iterator<Item = &Table> {
    schema.tables.iter().map(|(_, table)| table.as_ref())
}

fn tables(schema: &Schema) -> Vec<Row> {
    let entry = |name: &QualifiedName, kind: &str| {
        row([
            ("table_catalog", DATABASE.to_owned()),
            ("table_schema", text(&name.namespace)),
            ("table_name", text(&name.name)),
            ("table_type", kind.to_owned()),
        ])
    };
    let views = schema.views.iter().filter(|(_, view)| view.kind == icms_model::ViewKind::Plain);
    let views = views.map(|(_, view)| entry(&view.name, "VIEW"));
    all(schema).map(|table| entry(&table.name, "BASE TABLE")).chain(views).collect()
}

fn tables_by(schema: &Schema, namespace: &'static str, name: &'static str) -> Vec<Row> {
    all(schema).map(|t| row([(namespace, text(&t.name.namespace)), (name, text(&t.name.name))])).collect()
}

fn views(schema: &Schema) -> Vec<Row> {
    let plain = schema.views.iter().filter(|(_, view)| view.kind == icms_model::ViewKind::Plain);
    plain
        .map(|(_, v)| row([("schemaname", text(&v.name.namespace)), ("viewname", text(&v.name.name))]))
        .collect()
}

fn columns(schema: &Schema) -> Vec<Row> {
    let entry = |table: &Table, column: &icms_model::Column| {
        row([
            ("table_catalog", DATABASE.to_owned()),
            ("table_schema", text(&table.name.namespace)),
            ("table_name", text(&table.name.name)),
            ("column_name", text(&column.name)),
            ("is_nullable", if column.not_null { "NO" } else { "YES" }.to_owned()),
            ("udt_name", udt(&column.data_type)),
            ("data_type", data_type(&column.data_type)),
        ])
    };
    all(schema).flat_map(|table| table.columns.iter().map(move |column| entry(table, column))).collect()
}

fn udt(ty: &icms_model::DataType) -> String {
    let name = match &ty.name {
        icms_model::TypeName::Builtin(builtin) => builtin.internal().to_owned(),
        icms_model::TypeName::Named(name) => text(&name.name),
    };
    if ty.array == icms_model::Array::Yes { format!("_{name}") } else { name }
}

fn data_type(ty: &icms_model::DataType) -> String {
    match (&ty.name, ty.array) {
        (_, icms_model::Array::Yes) => "ARRAY".to_owned(),
        (icms_model::TypeName::Named(_), icms_model::Array::No) => "USER-DEFINED".to_owned(),
        (icms_model::TypeName::Builtin(builtin), icms_model::Array::No) => {
            let (head, tail) = builtin.sql_parts();
            format!("{head}{tail}")
        }
    }
}

/// Table, name, letter and long word of every constraint.
fn every_constraint(schema: &Schema) -> Vec<(&Table, &Name, &'static str, &'static str)> {
    let mut found = Vec::new();
    for table in all(schema) {
        found.extend(table.primary_key.iter().map(|c| (table, &c.name, "p", "PRIMARY KEY")));
        found.extend(table.uniques.iter().map(|c| (table, &c.name, "u", "UNIQUE")));
        found.extend(table.checks.iter().map(|c| (table, &c.name, "c", "CHECK")));
        found.extend(table.foreign_keys.iter().map(|c| (table, &c.name, "f", "FOREIGN KEY")));
    }
    found
}

fn table_constraints(schema: &Schema) -> Vec<Row> {
    let entry = |(table, name, _, word): (&Table, &Name, &str, &str)| {
        row([
            ("constraint_catalog", DATABASE.to_owned()),
            ("table_catalog", DATABASE.to_owned()),
            ("constraint_schema", text(&table.name.namespace)),
            ("table_schema", text(&table.name.namespace)),
            ("table_name", text(&table.name.name)),
            ("constraint_name", text(name)),
            ("constraint_type", word.to_owned()),
        ])
    };
    every_constraint(schema).into_iter().map(entry).collect()
}

fn constraints(schema: &Schema) -> Vec<Row> {
    let entry = |(table, name, letter, _): (&Table, &Name, &str, &str)| {
        row([
            ("conname", text(name)),
            ("contype", letter.to_owned()),
            ("conrelid", relation_oid(&table.name)),
            ("connamespace", namespace_oid(table.name.namespace.as_str())),
        ])
    };
    every_constraint(schema).into_iter().map(entry).collect()
}

fn namespaces(schema: &Schema, column: &'static str) -> Vec<Row> {
    let own = schema.namespaces.iter().map(|(_, namespace)| text(&namespace.name));
    let system = ["pg_catalog", "information_schema"].into_iter().map(str::to_owned);
    own.chain(system).map(|name| row([("oid", namespace_oid(&name)), (column, name)])).collect()
}

/// Name and letter of every relation.
fn every_relation(schema: &Schema) -> Vec<(QualifiedName, &'static str)> {
    let mut found = Vec::new();
    for table in all(schema) {
        found.push((table.name.clone(), "r"));
        let keys = table.primary_key.iter().map(|k| &k.name).chain(table.uniques.iter().map(|u| &u.name));
        let names = keys.chain(table.indexes.iter().map(|i| &i.name));
        found.extend(names.map(|name| (table.name.sibling(name.clone()), "i")));
        let identities = table.columns.iter().filter_map(|c| c.identity.as_ref());
        found.extend(identities.map(|identity| (identity.sequence.clone(), "S")));
    }
    for (_, view) in schema.views.iter() {
        let letter = match view.kind {
            icms_model::ViewKind::Plain => "v",
            icms_model::ViewKind::Materialized => "m",
        };
        found.push((view.name.clone(), letter));
        found.extend(view.indexes.iter().map(|index| (view.name.sibling(index.name.clone()), "i")));
    }
    found.extend(schema.sequences.iter().map(|(_, sequence)| (sequence.name.clone(), "S")));
    found
}

fn classes(schema: &Schema) -> Vec<Row> {
    let entry = |(name, letter): (QualifiedName, &str)| {
        row([
            ("oid", relation_oid(&name)),
            ("relname", text(&name.name)),
            ("relnamespace", namespace_oid(name.namespace.as_str())),
            ("relkind", letter.to_owned()),
        ])
    };
    every_relation(schema).into_iter().map(entry).collect()
}

fn attributes(schema: &Schema) -> Vec<Row> {
    let entry = |table: &Table, name: &Name| {
        row([
            ("attrelid", relation_oid(&table.name)),
            ("attname", text(name)),
            ("attisdropped", "false".to_owned()),
        ])
    };
    all(schema).flat_map(|table| table.columns.iter().map(move |column| entry(table, &column.name))).collect()
}

fn indexes(schema: &Schema) -> Vec<Row> {
    let entry = |table: &Table, name: &Name| {
        row([
            ("schemaname", text(&table.name.namespace)),
            ("tablename", text(&table.name.name)),
            ("indexname", text(name)),
        ])
    };
    let names = |table: &Table| -> Vec<Name> {
        let keys = table.primary_key.iter().map(|k| &k.name).chain(table.uniques.iter().map(|u| &u.name));
        keys.chain(table.indexes.iter().map(|i| &i.name)).cloned().collect()
    };
    let of_tables = all(schema).flat_map(|t| names(t).into_iter().map(|n| entry(t, &n)).collect::<Vec<_>>());
    let of_views = schema.views.iter().flat_map(|(_, view)| {
        let named = view.indexes.iter().map(|index| {
            row([
                ("schemaname", text(&view.name.namespace)),
                ("tablename", text(&view.name.name)),
                ("indexname", text(&index.name)),
            ])
        });
        named.collect::<Vec<_>>()
    });
    of_tables.chain(of_views).collect()
}

fn types(schema: &Schema) -> Vec<Row> {
    let entry = |name: &QualifiedName, letter: &str| {
        row([
            ("oid", type_oid(name)),
            ("typname", text(&name.name)),
            ("typnamespace", namespace_oid(name.namespace.as_str())),
            ("typtype", letter.to_owned()),
        ])
    };
    let mut found: Vec<Row> = schema.enums.iter().map(|(_, one)| entry(&one.name, "e")).collect();
    found.extend(all(schema).map(|table| entry(&table.name, "c")));
    found.extend(schema.views.iter().map(|(_, view)| entry(&view.name, "c")));
    for object in schema.unmanaged.iter() {
        let letter = match &*object.kind {
            "domain" => "d",
            "composite type" => "c",
            "range type" => "r",
            "base type" => "b",
            _ => continue,
        };
        if let Some((namespace, name)) = object.name.split_once('.') {
            found.push(entry(&QualifiedName::new(namespace, name), letter));
        }
    }
    found
}

fn enum_values(schema: &Schema) -> Vec<Row> {
    let entry =
        |name: &QualifiedName, value: &Name| row([("enumtypid", type_oid(name)), ("enumlabel", text(value))]);
    let enums = schema.enums.iter();
    enums.flat_map(|(_, one)| one.values.iter().map(move |value| entry(&one.name, value))).collect()
}

fn extensions(schema: &Schema) -> Vec<Row> {
    let own = schema.extensions.iter().map(|(_, extension)| text(&extension.name));
    own.chain(["plpgsql".to_owned()]).map(|name| row([("extname", name)])).collect()
}

/// Triggers or policies, which the model lists without words.
fn members(schema: &Schema, kind: &str, column: &'static str) -> Vec<Row> {
    let listed = schema
        .unmanaged
        .iter()
        .filter(|object| object.kind.ends_with(kind) && &*object.kind != "event trigger");
    listed
        .filter_map(|object| {
            let table = object.table.as_ref()?;
            let own = object.name.strip_prefix(&format!("{table} "))?;
            Some(row([
                (column, own.to_owned()),
                ("tgrelid", relation_oid(table)),
                ("schemaname", text(&table.namespace)),
                ("tablename", text(&table.name)),
            ]))
        })
        .collect()
}
