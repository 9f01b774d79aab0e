//! A statement: its text and the values for its placeholders.

use std::borrow::Cow;
use std::fmt::Write as _;

use postgres_types::ToSql;

/// A value on its way to the server.
pub type Parameter = Box<dyn ToSql + Sync + Send>;

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

    /// The parameters as the drivers take them.
    pub(crate) fn borrowed(&self) -> impl ExactSizeIterator<Item = &(dyn ToSql + Sync)> + Clone {
        self.parameters.iter().map(|p| &**p as &(dyn ToSql + Sync))
    }
}

/// A value as a parameter.
#[must_use]
pub fn parameter(value: impl ToSql + Sync + Send + 'static) -> Parameter {
    Box::new(value)
}

/// A statement being written. Tables are called `t0`, `t1` … by their depth.
#[derive(Debug, Default)]
pub(crate) struct Writer {
    sql: String,
    parameters: Vec<Parameter>,
    depth: usize,
}

impl Writer {
    /// A statement that begins so.
    pub(crate) fn new(sql: String) -> Self {
        Self { sql, ..Self::default() }
    }

    /// Text as it is.
    pub(crate) fn text(&mut self, text: &str) {
        self.sql.push_str(text);
    }

    /// A value: its placeholder, cast where the column's type needs it.
    pub(crate) fn value(&mut self, parameter: Parameter, cast: &str) {
        self.parameters.push(parameter);
        // Writing to a string cannot fail.
        let _ = write!(self.sql, "${}{cast}", self.parameters.len());
    }

    /// A column of the table at hand.
    pub(crate) fn column(&mut self, name: &str) {
        let _ = write!(self.sql, "t{}.{name}", self.depth);
    }

    /// A column of the table around the one at hand.
    pub(crate) fn outer_column(&mut self, name: &str) {
        let _ = write!(self.sql, "t{}.{name}", self.depth.saturating_sub(1));
    }

    /// ` AS t1`
    pub(crate) fn alias(&mut self) {
        let _ = write!(self.sql, " AS t{}", self.depth);
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
