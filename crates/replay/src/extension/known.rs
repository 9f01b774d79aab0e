//! What is known of the well-known extensions without a server: their types, namespaces, needs and comments.

use icms_sql::Name;

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
    ("timescaledb", &["rxid", "ts_interval"]),
    ("h3", &["h3index"]),
    ("ip4r", &["ip4", "ip4r", "ip6", "ip6r", "ipaddress", "iprange"]),
    ("semver", &["semver", "semverrange"]),
    ("hll", &["hll"]),
    ("tablefunc", &["tablefunc_crosstab_2", "tablefunc_crosstab_3", "tablefunc_crosstab_4"]),
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

/// Extensions that need others; `CASCADE` installs them too.
const NEEDS: &[(&str, &[&str])] = &[
    ("earthdistance", &["cube"]),
    ("postgis_raster", &["postgis"]),
    ("postgis_sfcgal", &["postgis"]),
    ("postgis_tiger_geocoder", &["postgis", "fuzzystrmatch"]),
    ("postgis_topology", &["postgis"]),
    ("pgjwt", &["pgcrypto"]),
    ("vectorscale", &["vector"]),
    ("vchord", &["vector"]),
];

/// The comments that extensions bring along, which dumps repeat.
const COMMENTS: &[(&str, &str)] = &[
    ("adminpack", "administrative functions for PostgreSQL"),
    ("amcheck", "functions for verifying relation integrity"),
    ("autoinc", "functions for autoincrementing fields"),
    ("bloom", "bloom access method - signature file based index"),
    ("btree_gin", "support for indexing common datatypes in GIN"),
    ("btree_gist", "support for indexing common datatypes in GiST"),
    ("citext", "data type for case-insensitive character strings"),
    ("cube", "data type for multidimensional cubes"),
    ("dblink", "connect to other PostgreSQL databases from within a database"),
    ("dict_int", "text search dictionary template for integers"),
    ("dict_xsyn", "text search dictionary template for extended synonym processing"),
    ("earthdistance", "calculate great-circle distances on the surface of the Earth"),
    ("file_fdw", "foreign-data wrapper for flat file access"),
    ("fuzzystrmatch", "determine similarities and distance between strings"),
    ("hstore", "data type for storing sets of (key, value) pairs"),
    ("insert_username", "functions for tracking who changed a table"),
    ("intagg", "integer aggregator and enumerator (obsolete)"),
    ("intarray", "functions, operators, and index support for 1-D arrays of integers"),
    ("isn", "data types for international product numbering standards"),
    ("lo", "Large Object maintenance"),
    ("ltree", "data type for hierarchical tree-like structures"),
    ("moddatetime", "functions for tracking last modification time"),
    ("old_snapshot", "utilities in support of old_snapshot_threshold"),
    ("pageinspect", "inspect the contents of database pages at a low level"),
    ("pg_buffercache", "examine the shared buffer cache"),
    ("pg_cron", "Job scheduler for PostgreSQL"),
    ("pg_freespacemap", "examine the free space map (FSM)"),
    ("pg_graphql", "pg_graphql: GraphQL support"),
    ("pg_partman", "Extension to manage partitioned tables by time or ID"),
    ("pg_prewarm", "prewarm relation data"),
    ("pg_stat_statements", "track planning and execution statistics of all SQL statements executed"),
    ("pg_surgery", "extension to perform surgery on a damaged relation"),
    ("pg_trgm", "text similarity measurement and index searching based on trigrams"),
    ("pg_visibility", "examine the visibility map (VM) and page-level visibility info"),
    ("pg_walinspect", "functions to inspect contents of PostgreSQL Write-Ahead Log"),
    ("pgcrypto", "cryptographic functions"),
    ("pgjwt", "JSON Web Token API for Postgresql"),
    ("pgrowlocks", "show row-level locking information"),
    ("pgstattuple", "show tuple-level statistics"),
    ("plpgsql", "PL/pgSQL procedural language"),
    ("postgis", "PostGIS geometry and geography spatial types and functions"),
    ("postgres_fdw", "foreign-data wrapper for remote PostgreSQL servers"),
    ("refint", "functions for implementing referential integrity (obsolete)"),
    ("seg", "data type for representing line segments or floating-point intervals"),
    ("sslinfo", "information about SSL certificates"),
    ("tablefunc", "functions that manipulate whole tables, including crosstab"),
    ("tcn", "Triggered change notifications"),
    ("timescaledb", "Enables scalable inserts and complex queries for time-series data (Community Edition)"),
    ("tsm_system_rows", "TABLESAMPLE method which accepts number of rows as a limit"),
    ("tsm_system_time", "TABLESAMPLE method which accepts time in milliseconds as a limit"),
    ("unaccent", "text search dictionary that removes accents"),
    ("uuid-ossp", "generate universally unique identifiers (UUIDs)"),
    ("vector", "vector data type and ivfflat and hnsw access methods"),
    ("xml2", "XPath querying and XSLT"),
];

/// The types that an extension brings; none for an extension that nobody here knows.
pub(crate) fn types(extension: &Name) -> Option<&'static [&'static str]> {
    find(TYPES, extension).copied()
}

/// The namespace that the control file of an extension fixes.
pub(crate) fn namespace(extension: &Name) -> Option<&'static str> {
    find(FIXED, extension).copied()
}

/// The extensions that an extension needs.
pub(crate) fn needs(extension: &Name) -> &'static [&'static str] {
    find(NEEDS, extension).copied().unwrap_or_default()
}

/// The comment that an extension brings along.
pub(crate) fn comment(extension: &Name) -> Option<&'static str> {
    find(COMMENTS, extension).copied()
}

fn find<'t, T>(table: &'t [(&str, T)], extension: &Name) -> Option<&'t T> {
    table.iter().find(|(name, _)| *extension == *name).map(|(_, value)| value)
}
