//! Conditions on lists.

use postgres_types::ToSql;

use crate::condition::Operand;
use crate::{Column, Condition, parameter};

impl<M, T: ToSql + Sync + Send + 'static> Column<M, Vec<T>> {
    fn list(self, operator: &'static str, values: Vec<T>) -> Condition<M> {
        Condition::compare(Operand::Column(self.name), operator, parameter(values), self.cast())
    }

    /// The same column of lists in which some places hold NULL: for `select`, `set` and conditions. A row that holds such a
    /// list cannot be read as a whole.
    #[must_use]
    pub const fn with_nulls(self) -> Column<M, Vec<Option<T>>> {
        self.retyped()
    }

    /// The list holds this value.
    pub fn has(self, value: impl Into<T>) -> Condition<M> {
        self.element(parameter(value.into()))
    }

    /// The list holds all of these values.
    pub fn has_every(self, values: impl IntoIterator<Item = T>) -> Condition<M> {
        self.list(" @> ", values.into_iter().collect())
    }

    /// The list holds at least one of these values.
    pub fn has_some(self, values: impl IntoIterator<Item = T>) -> Condition<M> {
        self.list(" && ", values.into_iter().collect())
    }

    /// The list holds nothing.
    pub fn is_empty(self) -> Condition<M> {
        let left = Operand::Wrapped { before: "cardinality(", column: Some(self.name), after: ")" };
        Condition::test(left, " = 0")
    }
}
