//! PostgreSQL's own types that have a meaning here.

/// `pg_type.typcategory`, as far as rules and casts ask for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Category {
    /// `boolean`
    Boolean,
    /// Dates and times.
    DateTime,
    /// Numbers, `oid` and `money` included.
    Numeric,
    /// Text of any kind.
    String,
    /// Network addresses.
    Network,
    /// Spans of time.
    Timespan,
    /// Bit strings.
    BitString,
    /// Geometry.
    Geometric,
    /// Ranges and multiranges.
    Range,
    /// Everything else.
    Other,
}

macro_rules! builtins {
    ($($variant:ident $internal:literal $sql:literal $tail:literal $category:ident,)*) => {
        /// A built-in type, by its internal name.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs)]
        pub enum Builtin { $($variant,)* }

        impl Builtin {
            /// All of them.
            pub const ALL: &[Self] = &[$(Self::$variant,)*];

            /// `pg_type.typname`: `int4`, `varchar`, `timestamptz`.
            #[must_use]
            pub const fn internal(self) -> &'static str {
                match self { $(Self::$variant => $internal,)* }
            }

            /// What `format_type` prints before and after the parentheses.
            #[must_use]
            pub const fn sql_parts(self) -> (&'static str, &'static str) {
                match self { $(Self::$variant => ($sql, $tail),)* }
            }

            /// Its category.
            #[must_use]
            pub const fn category(self) -> Category {
                match self { $(Self::$variant => Category::$category,)* }
            }

            /// From `pg_type.typname`.
            #[must_use]
            pub fn from_internal(name: &str) -> Option<Self> {
                match name { $($internal => Some(Self::$variant),)* _ => None }
            }
        }
    };
}

builtins! {
    Bool "bool" "boolean" "" Boolean,
    Int2 "int2" "smallint" "" Numeric,
    Int4 "int4" "integer" "" Numeric,
    Int8 "int8" "bigint" "" Numeric,
    Float4 "float4" "real" "" Numeric,
    Float8 "float8" "double precision" "" Numeric,
    Numeric "numeric" "numeric" "" Numeric,
    Money "money" "money" "" Numeric,
    Oid "oid" "oid" "" Numeric,
    Text "text" "text" "" String,
    Varchar "varchar" "character varying" "" String,
    Bpchar "bpchar" "character" "" String,
    Char "char" "\"char\"" "" String,
    Name "name" "name" "" String,
    Bytea "bytea" "bytea" "" Other,
    Bit "bit" "bit" "" BitString,
    Varbit "varbit" "bit varying" "" BitString,
    Date "date" "date" "" DateTime,
    Time "time" "time" " without time zone" DateTime,
    Timetz "timetz" "time" " with time zone" DateTime,
    Timestamp "timestamp" "timestamp" " without time zone" DateTime,
    Timestamptz "timestamptz" "timestamp" " with time zone" DateTime,
    Interval "interval" "interval" "" Timespan,
    Uuid "uuid" "uuid" "" Other,
    Json "json" "json" "" Other,
    Jsonb "jsonb" "jsonb" "" Other,
    Jsonpath "jsonpath" "jsonpath" "" Other,
    Xml "xml" "xml" "" Other,
    Inet "inet" "inet" "" Network,
    Cidr "cidr" "cidr" "" Network,
    Macaddr "macaddr" "macaddr" "" Other,
    Macaddr8 "macaddr8" "macaddr8" "" Other,
    Tsvector "tsvector" "tsvector" "" Other,
    Tsquery "tsquery" "tsquery" "" Other,
    Point "point" "point" "" Geometric,
    Line "line" "line" "" Geometric,
    Lseg "lseg" "lseg" "" Geometric,
    Box "box" "box" "" Geometric,
    Path "path" "path" "" Geometric,
    Polygon "polygon" "polygon" "" Geometric,
    Circle "circle" "circle" "" Geometric,
    Int4range "int4range" "int4range" "" Range,
    Int8range "int8range" "int8range" "" Range,
    Numrange "numrange" "numrange" "" Range,
    Tsrange "tsrange" "tsrange" "" Range,
    Tstzrange "tstzrange" "tstzrange" "" Range,
    Daterange "daterange" "daterange" "" Range,
    Int4multirange "int4multirange" "int4multirange" "" Range,
    Int8multirange "int8multirange" "int8multirange" "" Range,
    Nummultirange "nummultirange" "nummultirange" "" Range,
    Tsmultirange "tsmultirange" "tsmultirange" "" Range,
    Tstzmultirange "tstzmultirange" "tstzmultirange" "" Range,
    Datemultirange "datemultirange" "datemultirange" "" Range,
    Regclass "regclass" "regclass" "" Numeric,
    Regproc "regproc" "regproc" "" Numeric,
    Regtype "regtype" "regtype" "" Numeric,
    Regrole "regrole" "regrole" "" Numeric,
    Regnamespace "regnamespace" "regnamespace" "" Numeric,
    PgLsn "pg_lsn" "pg_lsn" "" Other,
    Xid "xid" "xid" "" Other,
    Record "record" "record" "" Other,
    Void "void" "void" "" Other,
    Trigger "trigger" "trigger" "" Other,
    EventTrigger "event_trigger" "event_trigger" "" Other,
}

impl Builtin {
    /// From a word or phrase that SQL knows, in lower case with single spaces: `int`, `decimal`, `varchar`,
    /// `timestamp with time zone`, `double precision`, `bit varying`. `float(n)` is decided by the caller.
    #[must_use]
    pub fn from_sql(words: &str) -> Option<Self> {
        Some(match words {
            "int" | "integer" => Self::Int4,
            "smallint" => Self::Int2,
            "bigint" => Self::Int8,
            "decimal" | "dec" => Self::Numeric,
            "real" => Self::Float4,
            "float" | "double precision" => Self::Float8,
            "boolean" => Self::Bool,
            "character varying"
            | "char varying"
            | "national character varying"
            | "nchar varying"
            | "national char varying" => Self::Varchar,
            "character" | "nchar" | "national character" | "national char" => Self::Bpchar,
            // The bare word is `character`; the one-byte type needs its quotes.
            "char" => Self::Bpchar,
            "\"char\"" => Self::Char,
            "bit varying" => Self::Varbit,
            "timestamp without time zone" => Self::Timestamp,
            "timestamp with time zone" => Self::Timestamptz,
            "time without time zone" => Self::Time,
            "time with time zone" => Self::Timetz,
            other => return Self::from_internal(other),
        })
    }

    /// Whether values are integers that a sequence can fill.
    #[must_use]
    pub const fn is_integer(self) -> bool {
        matches!(self, Self::Int2 | Self::Int4 | Self::Int8)
    }
}
