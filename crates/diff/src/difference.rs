//! What comparing two schemas gives.

use icms_diagnostic::Diagnostics;
use icms_model::{Change, Expr, Pair, QualifiedName};
use icms_sql::Name;

/// What comparing two schemas gives.
#[derive(Debug, Clone, Default)]
pub struct Difference {
    /// What changes, in order.
    pub changes: Vec<Change>,
    /// Expressions that look different and may be the same: a server could tell. Counted as different until it does.
    pub undecided: Vec<Undecided>,
    /// What is worth saying about the hints and about what was left alone.
    pub notes: Diagnostics,
}

/// Two expressions in the same place that only a server can tell apart.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Undecided {
    /// Their texts. Renames that were declared are already carried out in the one before.
    pub expressions: Pair<Expr>,
    /// The table or view they belong to. Both texts are written for the columns of the one after.
    pub relation: Pair<QualifiedName>,
    /// What they are there.
    pub place: Place,
}

/// What an expression is for.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Place {
    /// The default of this column.
    Default(Name),
    /// What this column is generated from.
    Generated(Name),
    /// A check of the table.
    Check,
    /// The predicate of an index.
    Predicate,
    /// A key of an index.
    IndexKey,
    /// The query of a view.
    Query,
}
