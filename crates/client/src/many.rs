//! Writing many new rows: one array for each column, or, above a size, a copy.

use std::any::Any;
use std::fmt;
use std::marker::PhantomData;

use postgres_types::ToSql;
use tokio_postgres::Row;

use crate::column::Codec;
use crate::copy::CopyIn;
use crate::insert::{New, Values};
use crate::statement::{Parameter, Writer, parameter};
use crate::{Column, Model, Plan, Result, Statement, Step, model};

/// From this many rows on, and where nothing has to come back, rows are copied.
const COPY_FROM: usize = 5_000;
/// The most placeholders of a statement.
const PLACEHOLDERS: usize = 65_535;

/// The values of one column.
pub(crate) struct Slot {
    pub name: &'static str,
    cast: String,
    array_cast: String,
    codec: Codec,
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
pub(crate) trait ColumnValues: Any + Send {
    /// All of them as one array.
    fn array(self: Box<Self>) -> Parameter;
    /// Each of them; none for a default.
    fn singles(self: Box<Self>) -> Vec<Option<Parameter>>;
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
                codec: column.codec(),
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

/// Many new rows; they come back as the database made them.
#[derive(Debug)]
#[must_use = "a plan does nothing until a client runs it"]
pub struct InsertMany<M> {
    slots: Vec<Slot>,
    rows: usize,
    conflict: &'static str,
    of: PhantomData<fn() -> M>,
}

impl<M: Model> InsertMany<M> {
    /// These rows.
    pub fn new<N: New<Row = M>>(rows: impl IntoIterator<Item = N>) -> Self {
        let mut columns = Columns { slots: Vec::new(), next: 0, of: PhantomData };
        let mut count = 0;
        for row in rows {
            columns.next = 0;
            row.write(&mut columns);
            count += 1;
        }
        let slots = columns.slots.into_iter().filter(|slot| slot.missing < count).collect();
        Self { slots, rows: count, conflict: "", of: PhantomData }
    }

    /// Rows that stand in the way of others are left out.
    pub const fn or_ignore(mut self) -> Self {
        self.conflict = " ON CONFLICT DO NOTHING";
        self
    }

    /// Their number instead of the rows; from 5,000 rows on they are copied.
    pub const fn count(self) -> CountMany<M> {
        CountMany { insert: self }
    }

    /// Whether every column has a value in every row, and arrays of it exist.
    fn fits_arrays(&self) -> bool {
        !self.slots.is_empty() && self.slots.iter().all(|slot| slot.missing == 0 && !slot.is_array)
    }

    fn fits_copy(&self) -> bool {
        self.rows >= COPY_FROM
            && self.conflict.is_empty()
            && self.slots.iter().all(|slot| slot.missing == 0 && slot.codec != Codec::Text)
    }

    fn head(&self, out: &mut Writer) {
        out.text("INSERT INTO ");
        out.text(M::TABLE);
        out.text(" (");
        out.joined(&self.slots, ", ", |out, slot| out.text(slot.name));
        out.text(") ");
    }

    /// `INSERT … SELECT * FROM unnest($1::bigint[], …)`: one statement for any number of rows.
    fn write_arrays(self, out: &mut Writer) {
        self.head(out);
        out.text("SELECT * FROM unnest(");
        out.joined(self.slots, ", ", |out, slot| out.value(slot.values.array(), &slot.array_cast));
        out.text(")");
        out.text(self.conflict);
    }

    /// `INSERT … VALUES ($1, DEFAULT), …`, in as many statements as placeholders need.
    fn into_values(self, end: &str) -> Vec<Statement> {
        if self.slots.is_empty() {
            let sql = format!("INSERT INTO {} DEFAULT VALUES{}{end}", M::TABLE, self.conflict);
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
            writer.joined(0..rows, ", ", |out, _| {
                out.text("(");
                out.joined(columns.iter_mut().zip(&casts), ", ", |out, (column, cast)| {
                    match column.next().flatten() {
                        Some(value) => out.value(value, cast),
                        None => out.text("DEFAULT"),
                    }
                });
                out.text(")");
            });
            writer.text(self.conflict);
            writer.text(end);
            out.push(writer.finish());
        }
        out
    }
}

impl<M: Model> Plan for InsertMany<M> {
    type Output = Vec<M>;

    fn begin(self) -> Result<Step<Vec<M>>> {
        if self.rows == 0 {
            return Ok(Step::Done(Vec::new()));
        }
        let end = format!(" RETURNING {}", M::COLUMNS);
        if self.fits_arrays() {
            let mut out = Writer::default();
            self.write_arrays(&mut out);
            out.text(&end);
            return Ok(Step::rows(out.finish(), model::all));
        }
        let mut step = Step::Done(Vec::new());
        for statement in self.into_values(&end) {
            step = step.and_then(move |mut before| {
                Ok(Step::rows(statement, move |rows: Vec<Row>| {
                    before.extend(model::all::<M>(rows)?);
                    Ok(before)
                }))
            })?;
        }
        Ok(step)
    }
}

/// Many new rows, of which only the number matters.
#[derive(Debug)]
#[must_use = "a plan does nothing until a client runs it"]
pub struct CountMany<M> {
    insert: InsertMany<M>,
}

impl<M: Model> Plan for CountMany<M> {
    type Output = u64;

    fn begin(self) -> Result<Step<u64>> {
        let insert = self.insert;
        if insert.rows == 0 {
            return Ok(Step::Done(0));
        }
        if insert.fits_copy() {
            let copy = CopyIn::new(M::TABLE, insert.slots, insert.rows);
            return Ok(Step::Copy(copy, Box::new(|count| Ok(Step::Done(count)))));
        }
        if insert.fits_arrays() {
            let mut out = Writer::default();
            insert.write_arrays(&mut out);
            return Ok(Step::count(out.finish(), Ok));
        }
        let mut step = Step::Done(0);
        for statement in insert.into_values("") {
            step =
                step.and_then(move |before| Ok(Step::count(statement, move |count| Ok(before + count))))?;
        }
        Ok(step)
    }
}

/// Rows that are copied, whatever their number: see [`crate::InsertMany::count`].
#[derive(Debug)]
#[must_use = "a plan does nothing until a client runs it"]
pub struct Copy<M> {
    insert: InsertMany<M>,
}

impl<M: Model> Copy<M> {
    /// These rows. A column that only some rows have a value for is NULL in the others.
    pub fn new<N: New<Row = M>>(rows: impl IntoIterator<Item = N>) -> Self {
        Self { insert: InsertMany::new(rows) }
    }
}

impl<M: Model> Plan for Copy<M> {
    type Output = u64;

    fn begin(self) -> Result<Step<u64>> {
        if self.insert.rows == 0 {
            return Ok(Step::Done(0));
        }
        if self.insert.slots.iter().any(|slot| slot.codec == Codec::Text) {
            return self.insert.count().begin();
        }
        let copy = CopyIn::new(M::TABLE, self.insert.slots, self.insert.rows);
        Ok(Step::Copy(copy, Box::new(|count| Ok(Step::Done(count)))))
    }
}
