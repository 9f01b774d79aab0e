//! Figures of a running database: sizes, use, wear. One `.sql` per figure; each names its columns and their order.
//!
//! A column ends in its unit: `_bytes`, `_ms`, `_seconds`, `_ratio` (0 to 1). Times are UTC.

use icms_connect::{DatabaseError, Session};
use postgres::Row;
use postgres::types::Type;

use crate::cells::Read;
use crate::version;

macro_rules! figures {
    ($($(#[doc = $doc:literal])+ $variant:ident $word:literal,)*) => {
        /// One figure.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
        pub enum Figure {
            $($(#[doc = $doc])+ $variant,)*
        }

        impl Figure {
            /// Every figure, in the order to print them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),*];

            /// What programs call it; the stem of its file.
            #[must_use]
            pub const fn word(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }

            /// What it tells, for people.
            #[must_use]
            pub fn about(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!($($doc),+).trim(),)*
                }
            }

            const fn sql(self) -> &'static str {
                match self {
                    $(Self::$variant => include_str!(concat!($word, ".sql")),)*
                }
            }
        }
    };
}

figures! {
    /// Tables by size
    Tables "tables",
    /// Indexes by size
    Indexes "indexes",
    /// Statements that take long
    SlowQueries "slow_queries",
    /// Indexes that no query has used since the statistics began
    UnusedIndexes "unused_indexes",
    /// Indexes that another one makes superfluous
    DuplicateIndexes "duplicate_indexes",
    /// Foreign keys whose columns no index begins with
    ForeignKeysWithoutIndex "foreign_keys_without_index",
    /// Tables that are read from end to end
    SequentialScans "sequential_scans",
    /// Rows that are dead and still take room
    DeadRows "dead_rows",
    /// When tables were last vacuumed and analysed
    Maintenance "maintenance",
    /// How much was read from memory
    Cache "cache",
    /// Connections by state
    Connections "connections",
    /// Transactions that are open for longer than a minute
    LongTransactions "long_transactions",
    /// Sequences that are more than half used up
    Sequences "sequences",
    /// How far transaction numbers are from their end
    TransactionAge "transaction_age",
}

/// A value of a figure.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// Not known.
    Unknown,
    /// Yes or no.
    Flag(bool),
    /// A count.
    Whole(i64),
    /// A measure.
    Real(f64),
    /// A name, a statement, a time.
    Text(String),
}

/// A figure as it is now.
#[derive(Debug, Clone, PartialEq)]
pub struct Table {
    /// Which.
    pub figure: Figure,
    /// The names of the columns.
    pub columns: Vec<String>,
    /// The worst first.
    pub rows: Vec<Vec<Value>>,
}

/// Asks for one figure, at most so many rows; none where the server does not keep it: `pg_stat_statements` is missing.
///
/// # Errors
/// What the server says.
pub fn figure(figure: Figure, limit: u32, session: &mut Session) -> Result<Option<Table>, DatabaseError> {
    let mut sql = version::fit(figure.sql(), session.version().major);
    if figure == Figure::SlowQueries {
        let Some(namespace) = statements_namespace(session)? else { return Ok(None) };
        sql = sql.replace("{namespace}", &namespace);
    }
    sql.push_str(&format!("\nLIMIT {limit}"));
    let rows = match session.client().query_typed(&sql, &[]) {
        Ok(rows) => rows,
        Err(error) => {
            let error = DatabaseError::from(error);
            // The extension is there, and its library is not loaded.
            return if figure == Figure::SlowQueries && error.is("55000") { Ok(None) } else { Err(error) };
        }
    };
    let columns = rows
        .first()
        .map_or_else(Vec::new, |row| row.columns().iter().map(|column| column.name().to_owned()).collect());
    let rows = rows.iter().map(values).collect::<Read<_>>()?;
    Ok(Some(Table { figure, columns, rows }))
}

/// Where `pg_stat_statements` is.
fn statements_namespace(session: &mut Session) -> Read<Option<String>> {
    let sql = "SELECT pg_catalog.quote_ident(n.nspname) FROM pg_catalog.pg_extension e \
               JOIN pg_catalog.pg_namespace n ON n.oid = e.extnamespace WHERE e.extname = 'pg_stat_statements'";
    Ok(session.texts(sql)?.into_iter().flatten().flatten().next())
}

/// Statements come without the literals in them: not every server has taken them out.
fn values(row: &Row) -> Read<Vec<Value>> {
    let one = |at: usize, name: &str, of: &Type| -> Read<Value> {
        let unknown = Value::Unknown;
        Ok(match *of {
            Type::BOOL => row.try_get::<_, Option<bool>>(at)?.map_or(unknown, Value::Flag),
            Type::INT8 => row.try_get::<_, Option<i64>>(at)?.map_or(unknown, Value::Whole),
            Type::FLOAT8 => row.try_get::<_, Option<f64>>(at)?.map_or(unknown, Value::Real),
            _ => match row.try_get::<_, Option<String>>(at)? {
                Some(text) if name == "statement" => Value::Text(icms_sql::conceal(&text)),
                text => text.map_or(unknown, Value::Text),
            },
        })
    };
    row.columns().iter().enumerate().map(|(at, column)| one(at, column.name(), column.type_())).collect()
}
