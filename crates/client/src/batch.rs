//! New rows as columns: one array for each, or values one by one.

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;

use postgres_types::{ToSql, Type};

use crate::insert::{New, Values};
use crate::statement::{Parameter, Writer, parameter};
use crate::{Column, Model, Statement};

/// The most placeholders of a statement.
const PLACEHOLDERS: usize = 65_535;

/// The values of one column.
pub(crate) struct Slot {
    pub name: &'static str,
    cast: String,
    array_cast: String,
    is_array: bool,
    missing: usize,
    pub values: Box<dyn ColumnValues>,
}

impl fmt::Debug for Slot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}{}", self.name, self.array_cast)
    }
}

/// The values of one column, whatever their type.
pub(crate) trait ColumnValues: Any + Send + Sync {
    /// All of them as one array.
    fn array(self: Box<Self>) -> Parameter;
    /// Each of them; none for a default.
    fn singles(self: Box<Self>) -> Vec<Option<Parameter>>;
    /// Whether they can be sent as this type.
    fn accepts(&self, of: &Type) -> bool;
    /// One of them as the driver takes it.
    fn at(&self, row: usize) -> &(dyn ToSql + Sync);
    fn as_any(&mut self) -> &mut dyn Any;
}

impl<T: ToSql + Sync + Send + 'static> ColumnValues for Vec<Option<T>> {
    fn array(self: Box<Self>) -> Parameter {
        parameter(*self)
    }

    fn singles(self: Box<Self>) -> Vec<Option<Parameter>> {
        self.into_iter().map(|value| value.map(parameter)).collect()
    }

    fn accepts(&self, of: &Type) -> bool {
        T::accepts(of)
    }

    fn at(&self, row: usize) -> &(dyn ToSql + Sync) {
        self.get(row).map_or(&None::<i32>, |value| value)
    }

    fn as_any(&mut self) -> &mut dyn Any {
        self
    }
}

/// Rows turned into columns.
struct Columns<M> {
    slots: Vec<Slot>,
    next: usize,
    of: PhantomData<fn() -> M>,
}

impl<M> Columns<M> {
    fn push<T: ToSql + Sync + Send + 'static>(&mut self, column: Column<M, T>, value: Option<T>) {
        if self.next == self.slots.len() {
            self.slots.push(Slot {
                name: column.name(),
                cast: column.cast().into_owned(),
                array_cast: column.array_cast(),
                is_array: column.is_array(),
                missing: 0,
                values: Box::new(Vec::<Option<T>>::new()),
            });
        }
        let slot = &mut self.slots[self.next];
        self.next += 1;
        slot.missing += usize::from(value.is_none());
        // Every row says its columns in the same order, so the type is the same in each.
        if let Some(values) = slot.values.as_any().downcast_mut::<Vec<Option<T>>>() {
            values.push(value);
        }
    }
}

impl<M> Values<M> for Columns<M> {
    fn set<T: ToSql + Sync + Send + 'static>(&mut self, column: Column<M, T>, value: T) {
        self.push(column, Some(value));
    }

    fn set_or_default<T: ToSql + Sync + Send + 'static>(&mut self, column: Column<M, T>, value: Option<T>) {
        self.push(column, value);
    }
}

/// New rows of a table, column by column.
#[derive(Debug)]
pub(crate) struct Batch {
    pub table: &'static str,
    pub slots: Vec<Slot>,
    pub rows: usize,
    /// ` ON CONFLICT …`, or nothing.
    pub conflict: &'static str,
}

impl Batch {
    /// These rows; columns that none has a value for are left out.
    pub(crate) fn new<M: Model, N: New<Row = M>>(rows: impl IntoIterator<Item = N>) -> Self {
        let mut columns = Columns::<M> { slots: Vec::new(), next: 0, of: PhantomData };
        let mut count = 0;
        for row in rows {
            columns.next = 0;
            row.write(&mut columns);
            count += 1;
        }
        let slots = columns.slots.into_iter().filter(|slot| slot.missing < count).collect();
        Self { table: M::TABLE, slots, rows: count, conflict: "" }
    }

    /// Whether every column has a value in every row.
    pub(crate) fn is_complete(&self) -> bool {
        self.slots.iter().all(|slot| slot.missing == 0)
    }

    /// As few statements as possible, each with `end` behind it.
    pub(crate) fn into_statements(self, end: &str) -> Vec<Statement> {
        // Arrays of arrays would be flattened.
        if !self.slots.is_empty() && self.is_complete() && self.slots.iter().all(|slot| !slot.is_array) {
            return vec![self.arrays(end)];
        }
        self.into_values(end)
    }

    fn head(&self, out: &mut Writer) {
        out.text("INSERT INTO ");
        out.text(self.table);
        out.text(" (");
        out.joined(&self.slots, ", ", |out, slot| out.text(slot.name));
        out.text(") ");
    }

    /// `INSERT … SELECT * FROM unnest($1::bigint[], …)`: one statement for any number of rows.
    fn arrays(self, end: &str) -> Statement {
        let mut out = Writer::default();
        self.head(&mut out);
        out.text("SELECT * FROM unnest(");
        out.joined(self.slots, ", ", |out, slot| out.value(slot.values.array(), &slot.array_cast));
        out.text(")");
        out.text(self.conflict);
        out.text(end);
        out.finish()
    }

    /// `INSERT … VALUES ($1, DEFAULT), …`, in as many statements as placeholders need.
    fn into_values(self, end: &str) -> Vec<Statement> {
        let (table, conflict) = (self.table, self.conflict);
        if self.slots.is_empty() {
            let sql = format!("INSERT INTO {table} DEFAULT VALUES{conflict}{end}");
            return (0..self.rows).map(|_| Writer::new(sql.clone()).finish()).collect();
        }
        let mut head = Writer::default();
        self.head(&mut head);
        let head = head.finish().sql;
        let casts: Vec<String> = self.slots.iter().map(|slot| slot.cast.clone()).collect();
        let mut columns: Vec<_> = self.slots.into_iter().map(|s| s.values.singles().into_iter()).collect();
        let chunk = (PLACEHOLDERS / columns.len()).max(1);
        let mut out = Vec::new();
        let mut left = self.rows;
        while left > 0 {
            let rows = left.min(chunk);
            left -= rows;
            let mut writer = Writer::new(format!("{head}VALUES "));
            writer.joined(0..rows, ", ", |out, _| write_row(&mut columns, &casts, out));
            writer.text(conflict);
            writer.text(end);
            out.push(writer.finish());
        }
        out
    }
}

/// `($1, DEFAULT)`
fn write_row(columns: &mut [std::vec::IntoIter<Option<Parameter>>], casts: &[String], out: &mut Writer) {
    out.text("(");
    out.joined(columns.iter_mut().zip(casts), ", ", |out, (column, cast)| match column.next().flatten() {
        Some(value) => out.value(value, cast),
        None => out.text("DEFAULT"),
    });
    out.text(")");
}
