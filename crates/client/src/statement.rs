//! A statement: its text and the values for its placeholders.

use std::borrow::Cow;
use std::fmt;

use postgres_types::{ToSql, Type};

use crate::types::sent_as;
use crate::{Error, Result};

/// A value on its way to the server. `Debug` shows what it is sent as, never the value.
pub struct Parameter {
    value: Box<dyn ToSql + Sync + Send>,
    accepts: fn(&Type) -> bool,
}

impl fmt::Debug for Parameter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(sent_as(self.accepts, &[]).name())
    }
}

/// Text with `$1 …` and the values for them.
#[derive(Debug, Default)]
pub struct Statement {
    /// The text.
    pub sql: Cow<'static, str>,
    /// The values.
    pub parameters: Vec<Parameter>,
}

impl Statement {
    /// A statement whose text is known when the program is compiled.
    #[must_use]
    pub const fn literal(sql: &'static str, parameters: Vec<Parameter>) -> Self {
        Self { sql: Cow::Borrowed(sql), parameters }
    }

    /// The same behind `EXPLAIN`.
    pub(crate) fn explained(self) -> Self {
        Self { sql: Cow::Owned(format!("EXPLAIN {}", self.sql)), parameters: self.parameters }
    }

    /// Whether the protocol can carry it: it counts the values in two bytes, and the drivers do not ask first.
    pub(crate) fn fits(&self) -> Result<()> {
        if self.parameters.len() > usize::from(u16::MAX) { Err(Error::TooLarge) } else { Ok(()) }
    }

    /// The parameters as the drivers take them.
    pub(crate) fn borrowed(&self) -> impl ExactSizeIterator<Item = &(dyn ToSql + Sync)> + Clone {
        self.parameters.iter().map(|p| &*p.value as &(dyn ToSql + Sync))
    }

    /// The parameters with their types, for statements that are not prepared. `known` are types of this database.
    pub(crate) fn typed(&self, known: &[Type]) -> Vec<(&(dyn ToSql + Sync), Type)> {
        let one = |p| {
            let Parameter { value, accepts }: &Parameter = p;
            (&**value as &(dyn ToSql + Sync), sent_as(*accepts, known))
        };
        self.parameters.iter().map(one).collect()
    }
}

/// A value as a parameter.
#[must_use]
pub fn parameter<T: ToSql + Sync + Send + 'static>(value: T) -> Parameter {
    Parameter { value: Box::new(value), accepts: T::accepts }
}

/// A statement being written. Tables are called `t0`, `t1` … by their depth.
#[derive(Debug)]
pub(crate) struct Writer {
    sql: String,
    parameters: Vec<Parameter>,
    depth: usize,
}

impl Default for Writer {
    /// With room for what most statements need.
    fn default() -> Self {
        Self { sql: String::with_capacity(512), parameters: Vec::with_capacity(8), depth: 0 }
    }
}

impl Writer {
    /// A statement that begins so.
    pub(crate) fn new(sql: String) -> Self {
        Self { sql, parameters: Vec::new(), depth: 0 }
    }

    /// Text as it is.
    pub(crate) fn text(&mut self, text: &str) {
        self.sql.push_str(text);
    }

    /// A number. The machinery of `write!` takes several times as long, and every statement is written anew.
    fn number(&mut self, number: usize) {
        if number >= 10 {
            self.number(number / 10);
        }
        self.sql.push(char::from(b"0123456789"[number % 10]));
    }

    /// A value: its placeholder, cast where the column's type needs it.
    pub(crate) fn value(&mut self, parameter: Parameter, cast: &str) {
        let number = self.parameter(parameter);
        self.placeholder(number, cast);
    }

    /// The number of a value that is sent along.
    pub(crate) fn parameter(&mut self, parameter: Parameter) -> usize {
        self.parameters.push(parameter);
        self.parameters.len()
    }

    /// The placeholder of a value by its number, cast where the column's type needs it.
    pub(crate) fn placeholder(&mut self, number: usize, cast: &str) {
        self.sql.push('$');
        self.number(number);
        self.text(cast);
    }

    /// The name of the table at some depth.
    fn table(&mut self, depth: usize) {
        self.sql.push('t');
        self.number(depth);
    }

    /// A column of the table at hand.
    pub(crate) fn column(&mut self, name: &str) {
        self.table(self.depth);
        self.sql.push('.');
        self.text(name);
    }

    /// A column of the table around the one at hand.
    pub(crate) fn outer_column(&mut self, name: &str) {
        self.table(self.depth.saturating_sub(1));
        self.text(".");
        self.text(name);
    }

    /// ` AS t1`
    pub(crate) fn alias(&mut self) {
        self.text(" AS ");
        self.table(self.depth);
    }

    /// What `body` writes is about a table one level further in.
    pub(crate) fn inside(&mut self, body: impl FnOnce(&mut Self)) {
        self.depth += 1;
        body(self);
        self.depth -= 1;
    }

    /// Each item with `between` in between.
    pub(crate) fn joined<I: IntoIterator>(
        &mut self,
        items: I,
        between: &str,
        mut one: impl FnMut(&mut Self, I::Item),
    ) {
        for (at, item) in items.into_iter().enumerate() {
            if at > 0 {
                self.text(between);
            }
            one(self, item);
        }
    }

    pub(crate) fn finish(self) -> Statement {
        Statement { sql: Cow::Owned(self.sql), parameters: self.parameters }
    }
}
