//! Measured facts about the data in a live database, for rules to judge by.

use std::collections::BTreeMap;

use icms_sql::Name;

use crate::QualifiedName;

/// What is known about the data. Without an entry a rule assumes the worst.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Facts {
    /// By table.
    pub tables: BTreeMap<QualifiedName, TableFacts>,
}

/// What is known about one table.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct TableFacts {
    /// Estimated rows (`reltuples`); none when never analysed.
    pub estimated_rows: Option<f64>,
    /// Size with indexes and TOAST, in bytes.
    pub bytes: u64,
    /// Whether there is any row at all, exact at the time of asking.
    pub has_rows: bool,
    /// By column.
    pub columns: BTreeMap<Name, ColumnFacts>,
}

/// What is known about one column; none where it was not asked or asking timed out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct ColumnFacts {
    /// Whether any value is NULL.
    pub has_nulls: Option<bool>,
    /// Whether any value is not NULL.
    pub has_values: Option<bool>,
    /// Whether two rows have the same value.
    pub has_duplicates: Option<bool>,
    /// Longest value in characters.
    pub max_length: Option<u64>,
    /// Smallest value as text.
    pub min: Option<String>,
    /// Largest value as text.
    pub max: Option<String>,
}
