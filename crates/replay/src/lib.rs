//! SQL statements applied to a Schema in process.
