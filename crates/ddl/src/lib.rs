//! Changes to SQL: the only place that writes SQL.
