//! SQL statements and expressions: parse, canonical form, quoting.
