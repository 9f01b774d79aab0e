//! Writing one new row.

use std::marker::PhantomData;

use postgres_types::ToSql;

use crate::assignment::Assigned;
use crate::statement::Writer;
use crate::{Column, Model, Plan, Result, Statement, Step, model};

/// A new row of a generated module.
pub trait New: Sized + Send + 'static {
    /// The row it becomes.
    type Row: Model;

    /// Says its values, column by column, always in the same order.
    fn write(self, row: &mut impl Values<Self::Row>);
}

/// Where the values of new rows go.
pub trait Values<M> {
    /// The column gets this value.
    fn set<T: ToSql + Sync + Send + 'static>(&mut self, column: Column<M, T>, value: T);

    /// The column gets this value, or what the database has for it.
    fn set_or_default<T: ToSql + Sync + Send + 'static>(&mut self, column: Column<M, T>, value: Option<T>);

    /// The column gets this value, or one that is made up now.
    fn set_or_else<T: ToSql + Sync + Send + 'static>(
        &mut self,
        column: Column<M, T>,
        value: Option<T>,
        make: impl FnOnce() -> T,
    ) {
        self.set(column, value.unwrap_or_else(make));
    }
}

/// A new row; columns that are left out get what the database has for them.
#[derive(Debug)]
#[must_use = "a plan does nothing until a client runs it"]
pub struct Insert<M> {
    pub(crate) values: Vec<Assigned>,
    of: PhantomData<fn() -> M>,
}

impl<M> Values<M> for Insert<M> {
    fn set<T: ToSql + Sync + Send + 'static>(&mut self, column: Column<M, T>, value: T) {
        self.values.push(Assigned::given(column, value));
    }

    fn set_or_default<T: ToSql + Sync + Send + 'static>(&mut self, column: Column<M, T>, value: Option<T>) {
        if let Some(value) = value {
            self.set(column, value);
        }
    }
}

impl<M: Model> Insert<M> {
    /// A new row.
    pub fn new(row: impl New<Row = M>) -> Self {
        let mut out = Self { values: Vec::new(), of: PhantomData };
        row.write(&mut out);
        out
    }

    /// Nothing happens where a row stands in the way; the result is then empty.
    pub const fn or_ignore(self) -> InsertOrIgnore<M> {
        InsertOrIgnore { insert: self }
    }

    /// `INSERT INTO table AS t0 (…) VALUES (…)`
    pub(crate) fn write(self, out: &mut Writer) {
        out.text("INSERT INTO ");
        out.text(M::TABLE);
        // What an existing row becomes may speak of it.
        out.alias();
        if self.values.is_empty() {
            out.text(" DEFAULT VALUES");
            return;
        }
        out.text(" (");
        out.joined(&self.values, ", ", |out, v| out.text(v.column));
        out.text(") VALUES (");
        out.joined(self.values, ", ", |out, v| v.value.write(v.column, out));
        out.text(")");
    }
}

/// ` RETURNING …`
pub(crate) fn write_returning<M: Model>(out: &mut Writer) {
    out.text(" RETURNING ");
    out.text(M::COLUMNS);
}

fn statement<M: Model>(insert: Insert<M>, conflict: &str) -> Statement {
    let mut out = Writer::default();
    insert.write(&mut out);
    out.text(conflict);
    write_returning::<M>(&mut out);
    out.finish()
}

impl<M: Model> Plan for Insert<M> {
    type Output = M;

    fn begin(self) -> Result<Step<M>> {
        Ok(model::one(statement(self, "")))
    }
}

/// A new row, unless one stands in the way.
#[derive(Debug)]
#[must_use = "a plan does nothing until a client runs it"]
pub struct InsertOrIgnore<M> {
    insert: Insert<M>,
}

impl<M: Model> Plan for InsertOrIgnore<M> {
    type Output = Option<M>;

    fn begin(self) -> Result<Step<Option<M>>> {
        Ok(model::first(statement(self.insert, " ON CONFLICT DO NOTHING")))
    }
}
