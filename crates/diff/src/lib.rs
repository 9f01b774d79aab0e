//! Two schemas to an ordered list of changes.
