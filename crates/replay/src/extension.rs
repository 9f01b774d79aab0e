//! Extensions, and the types that the well-known ones bring along.

use icms_model::effect::{Action, Behavior, Guard, ObjectAction};
use icms_model::{Extension, ObjectKind, ObjectRef, QualifiedName, Schema, SchemaObject};
use icms_sql::Name;
use icms_sql::tree::ast;

use crate::refusal::{Done, Reason, Refusal};
use crate::state::{Record, State, missing_namespace};
use crate::{guard, syntax};

/// Extensions and their types.
const TYPES: &[(&str, &[&str])] = &[
    ("citext", &["citext"]),
    ("cube", &["cube"]),
    ("hstore", &["hstore", "ghstore"]),
    ("intarray", &["query_int", "intbig_gkey"]),
    ("isn", &["ean13", "isbn", "isbn13", "ismn", "ismn13", "issn", "issn13", "upc"]),
    ("lo", &["lo"]),
    ("ltree", &["ltree", "lquery", "ltxtquery", "ltree_gist"]),
    ("pg_trgm", &["gtrgm"]),
    ("postgis", &["geometry", "geography", "box2d", "box3d", "box2df", "gidx", "spheroid", "geometry_dump"]),
    ("postgis_raster", &["raster", "rastbandarg", "geomval"]),
    ("postgis_topology", &["topogeometry", "topoelement", "topoelementarray", "validatetopology_returntype"]),
    ("seg", &["seg"]),
    ("vector", &["vector", "halfvec", "sparsevec"]),
    ("vectors", &["vector", "vecf16", "svector", "bvector", "veci8"]),
    ("vchord", &["rabitq8", "rabitq4"]),
    ("pg_jsonschema", &[]),
    ("timescaledb", &["rxid", "ts_interval"]),
    ("h3", &["h3index"]),
    ("ip4r", &["ip4", "ip4r", "ip6", "ip6r", "ipaddress", "iprange"]),
    ("semver", &["semver", "semverrange"]),
    ("hll", &["hll"]),
    ("tablefunc", &["tablefunc_crosstab_2", "tablefunc_crosstab_3", "tablefunc_crosstab_4"]),
    ("pg_uuidv7", &[]),
    ("roaringbitmap", &["roaringbitmap"]),
];

/// Extensions whose control file names their namespace.
const FIXED: &[(&str, &str)] = &[
    ("adminpack", "pg_catalog"),
    ("pg_cron", "pg_catalog"),
    ("pg_net", "extensions"),
    ("pgmq", "pgmq"),
    ("pgsodium", "pgsodium"),
    ("postgis_tiger_geocoder", "tiger"),
    ("postgis_topology", "topology"),
    ("supabase_vault", "vault"),
];

/// Whether an installed extension brings a type of this name into this namespace.
pub(crate) fn provides_type(schema: &Schema, name: &QualifiedName) -> bool {
    schema.extensions.iter().any(|(_, extension)| {
        let here = extension.namespace.as_ref().is_none_or(|n| *n == name.namespace);
        here && match types(&extension.name) {
            Some(types) => types.iter().any(|t| name.name == *t),
            // Of an extension that nobody here knows, any type may come.
            None => !is_known_without_types(&extension.name),
        }
    })
}

fn types(extension: &Name) -> Option<&'static [&'static str]> {
    TYPES.iter().find(|(name, _)| *extension == *name).map(|(_, types)| *types)
}

/// Extensions that are known to bring no types.
fn is_known_without_types(name: &Name) -> bool {
    matches!(
        name.as_str(),
        "uuid-ossp"
            | "pgcrypto"
            | "btree_gin"
            | "btree_gist"
            | "unaccent"
            | "fuzzystrmatch"
            | "pg_stat_statements"
            | "dblink"
            | "postgres_fdw"
            | "amcheck"
            | "pageinspect"
            | "pg_buffercache"
            | "autoinc"
            | "moddatetime"
            | "plpgsql"
            | "tcn"
            | "insert_username"
            | "refint"
            | "earthdistance"
            | "dict_int"
            | "dict_xsyn"
    )
}

/// `CREATE EXTENSION`
pub(crate) fn create(state: &mut State, statement: &ast::CreateExtension, record: &mut Record) -> Done {
    let Some(name) = syntax::name_of(statement.extension()) else { return Ok(()) };
    let object = ObjectRef::new(ObjectKind::Extension, [name.clone()]);
    let found =
        state.catalogue.schema.extensions.named(&name).map(|_| ()).or((name == "plpgsql").then_some(()));
    let guard = guard::create(statement.if_not_exists(), found.as_ref());
    if found.is_some() && guard == Guard::None {
        return Err(Refusal::new(
            Reason::DuplicateObject,
            object,
            format!("extension {name} exists already"),
        ));
    }
    if found.is_none() {
        let namespace = namespace(state, statement, &name)?;
        let version = statement.extension_version_clause().and_then(|clause| {
            let quoted = clause.literal().and_then(|literal| syntax::string(&literal));
            quoted.or_else(|| syntax::name_of(clause.extension_version()).map(|n| n.to_string()))
        });
        let version = version.map(Into::into);
        state.catalogue.schema.extensions.insert(Extension {
            name,
            namespace: Some(namespace),
            version,
            comment: None,
        });
    }
    record.add(object, Action::Object(ObjectAction::Create { guard }));
    Ok(())
}

fn namespace(state: &mut State, statement: &ast::CreateExtension, name: &Name) -> Done<Name> {
    if let Some((_, fixed)) = FIXED.iter().find(|(extension, _)| *name == *extension) {
        let fixed = Name::new(fixed);
        if !state.catalogue.has_namespace(&fixed) {
            state
                .catalogue
                .schema
                .namespaces
                .insert(icms_model::Namespace { name: fixed.clone(), comment: None });
        }
        return Ok(fixed);
    }
    let Some(written) = statement.extension_schema().and_then(|s| syntax::name_of(s.schema_ref())) else {
        return Ok(state.namespace());
    };
    if state.catalogue.has_namespace(&written) { Ok(written) } else { Err(missing_namespace(&written)) }
}

/// `DROP EXTENSION`
pub(crate) fn drop(state: &mut State, statement: &ast::DropExtension, record: &mut Record) -> Done {
    let behavior = guard::behavior(statement.drop_behavior());
    for name in syntax::names(statement.extension_refs()) {
        let object = ObjectRef::new(ObjectKind::Extension, [name.clone()]);
        let found = state.catalogue.schema.extensions.find(&name);
        let guard = guard::drop(statement.if_exists(), found.as_ref());
        let Some(id) = found else {
            if guard == Guard::None {
                let message = format!("extension {name} does not exist");
                return Err(Refusal::new(Reason::UndefinedObject, object, message));
            }
            record.add(object, Action::Object(ObjectAction::Drop { behavior, guard }));
            continue;
        };
        drop_members(state, &name, behavior, &object)?;
        state.catalogue.schema.extensions.remove(id);
        record.add(object, Action::Object(ObjectAction::Drop { behavior, guard }));
    }
    Ok(())
}

/// What uses the extension's types goes with it, or holds it.
fn drop_members(state: &mut State, name: &Name, behavior: Behavior, object: &ObjectRef) -> Done {
    let Some(namespace) = state.catalogue.schema.extensions.named(name).and_then(|e| e.namespace.clone())
    else {
        return Ok(());
    };
    for one in types(name).unwrap_or_default() {
        let ty = QualifiedName::new(namespace.clone(), *one);
        crate::dependents::release_type(state, &ty, behavior, object)?;
    }
    Ok(())
}

/// `ALTER EXTENSION`
pub(crate) fn alter(state: &mut State, statement: &ast::AlterExtension, record: &mut Record) -> Done {
    let Some(name) = syntax::name_of(statement.extension_ref()) else { return Ok(()) };
    let object = ObjectRef::new(ObjectKind::Extension, [name.clone()]);
    let Some(id) = state.catalogue.schema.extensions.find(&name) else {
        let message = format!("extension {name} does not exist");
        return Err(Refusal::new(Reason::UndefinedObject, object, message));
    };
    match statement.action() {
        Some(ast::AlterExtensionAction::SetSchema(set)) => {
            let Some(to) = syntax::name_of(set.schema_ref()) else { return Ok(()) };
            move_types(state, &name, &to);
            state.catalogue.schema.extensions.update(id, |e| e.namespace = Some(to));
        }
        Some(ast::AlterExtensionAction::AlterExtensionUpdate(update)) => {
            let literal = update.update_to().and_then(|to| to.literal());
            if let Some(version) = literal.and_then(|l| syntax::string(&l)) {
                state.catalogue.schema.extensions.update(id, |e| e.version = Some(version.into()));
            }
        }
        Some(
            ast::AlterExtensionAction::AlterExtensionAdd(_)
            | ast::AlterExtensionAction::AlterExtensionDrop(_),
        )
        | None => {}
    }
    let object = state.catalogue.schema.extensions.get(id).map_or(object, |e| e.path());
    record.add(object, Action::Object(ObjectAction::Alter));
    Ok(())
}

fn move_types(state: &mut State, extension: &Name, to: &Name) {
    let from = state.catalogue.schema.extensions.named(extension).and_then(|e| e.namespace.clone());
    let Some(from) = from else { return };
    for one in types(extension).unwrap_or_default() {
        let before = QualifiedName::new(from.clone(), *one);
        let after = QualifiedName::new(to.clone(), *one);
        crate::rename::data_type(state, &before, &after);
    }
}

/// The comment that an extension brings along, which dumps repeat.
pub(crate) fn own_comment(name: &Name) -> Option<&'static str> {
    Some(match name.as_str() {
        "uuid-ossp" => "generate universally unique identifiers (UUIDs)",
        "pgcrypto" => "cryptographic functions",
        "citext" => "data type for case-insensitive character strings",
        "pg_trgm" => "text similarity measurement and index searching based on trigrams",
        "hstore" => "data type for storing sets of (key, value) pairs",
        "ltree" => "data type for hierarchical tree-like structures",
        "btree_gin" => "support for indexing common datatypes in GIN",
        "btree_gist" => "support for indexing common datatypes in GiST",
        "unaccent" => "text search dictionary that removes accents",
        "intarray" => "functions, operators, and index support for 1-D arrays of integers",
        "fuzzystrmatch" => "determine similarities and distance between strings",
        "pg_stat_statements" => "track planning and execution statistics of all SQL statements executed",
        "tablefunc" => "functions that manipulate whole tables, including crosstab",
        "cube" => "data type for multidimensional cubes",
        "earthdistance" => "calculate great-circle distances on the surface of the Earth",
        "isn" => "data types for international product numbering standards",
        "dblink" => "connect to other PostgreSQL databases from within a database",
        "postgres_fdw" => "foreign-data wrapper for remote PostgreSQL servers",
        "postgis" => "PostGIS geometry and geography spatial types and functions",
        "vector" => "vector data type and ivfflat and hnsw access methods",
        _ => return None,
    })
}
