//! The oids of the system catalogues themselves: the same in every version.

/// `pg_type`
pub const TYPE: u32 = 1247;
/// `pg_proc`
pub const FUNCTION: u32 = 1255;
/// `pg_class`
pub const RELATION: u32 = 1259;
/// `pg_constraint`
pub const CONSTRAINT: u32 = 2606;
/// `pg_namespace`
pub const NAMESPACE: u32 = 2615;
