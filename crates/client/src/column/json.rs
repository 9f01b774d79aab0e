//! Conditions on JSON.

use std::marker::PhantomData;

use crate::condition::Operand;
use crate::types::Json;
use crate::{Column, Condition, Order, parameter};

/// Columns of JSON, nullable or not.
pub trait JsonValue {}
impl JsonValue for Json {}
impl JsonValue for Option<Json> {}

/// A place inside a JSON column.
#[derive(Debug, Clone)]
pub struct JsonPath<M> {
    column: &'static str,
    path: Vec<String>,
    of: PhantomData<fn() -> M>,
}

impl<M, T: JsonValue> Column<M, T> {
    /// A place inside: `META.path(["address", "city"])`; array elements by their number.
    pub fn path<S: Into<String>>(self, path: impl IntoIterator<Item = S>) -> JsonPath<M> {
        JsonPath { column: self.name, path: path.into_iter().map(Into::into).collect(), of: PhantomData }
    }

    /// The document holds this one, at its top (`jsonb` only).
    pub fn contains_json(self, value: Json) -> Condition<M> {
        Condition::compare(Operand::Column(self.name), " @> ", parameter(value), "")
    }

    /// The object has this key (`jsonb` only).
    pub fn has_key(self, key: &str) -> Condition<M> {
        Condition::compare(Operand::Column(self.name), " ? ", parameter(key.to_owned()), "")
    }
}

impl<M> JsonPath<M> {
    fn json(self) -> Operand {
        Operand::Path { column: self.column, operator: " #> ", path: self.path }
    }

    fn text_operand(self) -> Operand {
        Operand::Path { column: self.column, operator: " #>> ", path: self.path }
    }

    /// What stands there is this value.
    pub fn eq(self, value: impl Into<Json>) -> Condition<M> {
        Condition::compare(self.json(), " = ", parameter(value.into()), "::jsonb")
    }

    /// What stands there is this text.
    pub fn text_eq(self, text: impl Into<String>) -> Condition<M> {
        Condition::compare(self.text_operand(), " = ", parameter(text.into()), "")
    }

    /// The text stands somewhere in what stands there.
    pub fn text_contains(self, text: &str) -> Condition<M> {
        let pattern = format!("%{}%", text.replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_"));
        Condition::compare(self.text_operand(), " LIKE ", parameter(pattern), "")
    }

    /// Something stands there, even a JSON `null`.
    pub fn exists(self) -> Condition<M> {
        Condition::test(self.json(), " IS NOT NULL")
    }

    /// In the order of the text that stands there.
    pub fn asc(self) -> Order<M> {
        Order::new(self.text_operand(), " ASC")
    }

    /// In the reverse order of the text that stands there.
    pub fn desc(self) -> Order<M> {
        Order::new(self.text_operand(), " DESC")
    }
}
