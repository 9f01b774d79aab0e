//! Conditions on JSON.

use std::marker::PhantomData;

use super::text::escaped;
use crate::condition::Operand;
use crate::order::Direction;
use crate::types::Json;
use crate::{Column, Condition, Order, parameter};

/// Columns of JSON, nullable or not.
pub trait JsonValue {}
impl JsonValue for Json {}
impl JsonValue for Option<Json> {}

/// A place inside a JSON column.
#[derive(Debug)]
pub struct JsonPath<M> {
    column: &'static str,
    path: Vec<String>,
    of: PhantomData<fn() -> M>,
}

impl<M> Clone for JsonPath<M> {
    fn clone(&self) -> Self {
        Self { column: self.column, path: self.path.clone(), of: PhantomData }
    }
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

    /// What stands there is another value.
    pub fn ne(self, value: impl Into<Json>) -> Condition<M> {
        Condition::compare(self.json(), " <> ", parameter(value.into()), "::jsonb")
    }

    fn pattern(self, operator: &'static str, pattern: String) -> Condition<M> {
        Condition::compare(self.text_operand(), operator, parameter(pattern), "")
    }

    /// The text stands somewhere in what stands there.
    pub fn text_contains(self, text: &str) -> Condition<M> {
        self.pattern(" LIKE ", format!("%{}%", escaped(text)))
    }

    /// The same, whatever the case.
    pub fn text_contains_ignoring_case(self, text: &str) -> Condition<M> {
        self.pattern(" ILIKE ", format!("%{}%", escaped(text)))
    }

    /// What stands there begins with the text.
    pub fn text_starts_with(self, text: &str) -> Condition<M> {
        self.pattern(" LIKE ", format!("{}%", escaped(text)))
    }

    /// What stands there ends with the text.
    pub fn text_ends_with(self, text: &str) -> Condition<M> {
        self.pattern(" LIKE ", format!("%{}", escaped(text)))
    }

    fn of_kind(self, kind: &str) -> Condition<M> {
        let kinds = Operand::Around { before: "jsonb_typeof(", inner: Box::new(self.json()), after: ")" };
        Condition::compare(kinds, " = ", parameter(kind.to_owned()), "")
    }

    /// What stands there is a value of the same kind (a number, a text …) that stands in this relation to it.
    fn ordered(self, operator: &'static str, value: Json) -> Condition<M> {
        let kind = match value {
            Json::Null => "null",
            Json::Bool(_) => "boolean",
            Json::Number(_) => "number",
            Json::String(_) => "string",
            Json::Array(_) => "array",
            Json::Object(_) => "object",
        };
        let same = self.clone().of_kind(kind);
        same.and(Condition::compare(self.json(), operator, parameter(value), "::jsonb"))
    }

    /// What stands there is smaller.
    pub fn lt(self, value: impl Into<Json>) -> Condition<M> {
        self.ordered(" < ", value.into())
    }

    /// What stands there is smaller or the same.
    pub fn le(self, value: impl Into<Json>) -> Condition<M> {
        self.ordered(" <= ", value.into())
    }

    /// What stands there is larger.
    pub fn gt(self, value: impl Into<Json>) -> Condition<M> {
        self.ordered(" > ", value.into())
    }

    /// What stands there is larger or the same.
    pub fn ge(self, value: impl Into<Json>) -> Condition<M> {
        self.ordered(" >= ", value.into())
    }

    /// What stands there holds this: an array its elements, an object its entries.
    pub fn contains(self, value: impl Into<Json>) -> Condition<M> {
        Condition::compare(self.json(), " @> ", parameter(value.into()), "::jsonb")
    }

    /// An array: the numbers of a path are names in an object.
    fn element(mut self, at: &str, value: Json) -> Condition<M> {
        let array = self.clone().of_kind("array");
        self.path.push(at.to_owned());
        array.and(self.eq(value))
    }

    /// What stands there is an array with this first element.
    pub fn array_starts_with(self, value: impl Into<Json>) -> Condition<M> {
        self.element("0", value.into())
    }

    /// What stands there is an array with this last element.
    pub fn array_ends_with(self, value: impl Into<Json>) -> Condition<M> {
        self.element("-1", value.into())
    }

    /// A JSON `null` stands there.
    pub fn is_json_null(self) -> Condition<M> {
        self.eq(Json::Null)
    }

    /// Something stands there, even a JSON `null`.
    pub fn exists(self) -> Condition<M> {
        Condition::test(self.json(), " IS NOT NULL")
    }

    /// In the order of the text that stands there.
    pub fn asc(self) -> Order<M> {
        Order::new(self.text_operand(), Direction::Ascending)
    }

    /// In the reverse order of the text that stands there.
    pub fn desc(self) -> Order<M> {
        Order::new(self.text_operand(), Direction::Descending)
    }
}
