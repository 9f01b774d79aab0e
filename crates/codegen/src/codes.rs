//! The numbers of what a client cannot be made from, with their pages.

icms_diagnostic::codes! {
    /// Two names are one in Rust.
    NAMES_FOLD = 6001
    /// A type that a client cannot have.
    LEFT_OUT = 6002
    /// A file of queries that cannot be cut into queries.
    QUERY_FILE = 6010
    /// A query that PostgreSQL refuses.
    QUERY_REFUSED = 6011
    /// A value of a query without a type in Rust.
    QUERY_TYPE = 6012
    /// A column of a query without a name that can be a field.
    QUERY_COLUMN = 6013
    /// A query whose mark does not fit what it gives.
    QUERY_MARK = 6014
    /// A query that no server has described for this schema.
    QUERY_UNDESCRIBED = 6015
}
