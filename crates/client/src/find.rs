//! Reading rows.

use std::fmt;

use tokio_postgres::Row;

use crate::error::Keys;
use crate::include::{Include, Included};
use crate::select::{Aggregated, Select};
use crate::statement::{Parameter, Writer, parameter};
use crate::stream::Rows;
use crate::{
    Condition, Cursor, Error, Expression, Model, Order, Plan, Result, Statement, Step, With, count, model,
};

/// Rows of a model.
#[must_use = "a plan does nothing until a client runs it"]
pub struct Find<M> {
    pub(crate) parts: Parts<M>,
}

impl<M> fmt::Debug for Find<M> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Find").field("condition", &self.parts.condition.is_some()).finish_non_exhaustive()
    }
}

/// What stands behind `FROM table`.
#[derive(Debug)]
pub(crate) struct Parts<M> {
    pub condition: Option<Condition<M>>,
    pub order: Vec<Order<M>>,
    pub limit: Option<i64>,
    pub offset: Option<i64>,
    pub distinct_on: Vec<&'static str>,
    pub deleted: Deleted,
    pub arrange: Arrange,
    pub lock: &'static str,
    pub page: Page,
}

/// Whether the order of a page places every row.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Page {
    /// It does, or there is none.
    Sound,
    /// No key is in it: rows that have the same values in it would be skipped.
    WithoutKey,
}

/// Whether rows that count as deleted are left out.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deleted {
    Without,
    With,
}

/// What becomes of the order of the rows that were read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Arrange {
    AsRead,
    Reversed,
}

impl Arrange {
    pub(crate) fn rows<R>(self, mut rows: Vec<R>) -> Vec<R> {
        match self {
            Self::AsRead => {}
            Self::Reversed => rows.reverse(),
        }
        rows
    }
}

impl<M> Default for Parts<M> {
    fn default() -> Self {
        Self {
            condition: None,
            order: Vec::new(),
            limit: None,
            offset: None,
            distinct_on: Vec::new(),
            deleted: Deleted::Without,
            arrange: Arrange::AsRead,
            lock: "",
            page: Page::Sound,
        }
    }
}

impl<M: Model> Default for Find<M> {
    fn default() -> Self {
        Self { parts: Parts::default() }
    }
}

impl<M: Model> Parts<M> {
    /// The columns of a page must hold a key.
    pub(crate) fn place_by(&mut self, columns: &[&str]) {
        let held = |key: &&[&str]| key.iter().all(|column| columns.contains(column));
        if !M::SHAPE.keys.iter().any(held) {
            self.page = Page::WithoutKey;
        }
    }

    /// Nothing is read by an order that would skip rows.
    pub(crate) fn insist_on_key(&self) -> Result<()> {
        match self.page {
            Page::Sound => Ok(()),
            Page::WithoutKey => Err(Error::PageWithoutKey(Keys::of(&M::SHAPE))),
        }
    }

    pub(crate) fn filter(&mut self, condition: Condition<M>) {
        self.condition = Some(match self.condition.take() {
            Some(before) => before.and(condition),
            None => condition,
        });
    }

    /// ` WHERE …`, with what `first` writes as its first condition.
    pub(crate) fn write_where(&mut self, first: Option<&dyn Fn(&mut Writer)>, out: &mut Writer) {
        let mut word = " WHERE ";
        if let Some(first) = first {
            out.text(word);
            first(out);
            word = " AND ";
        }
        if let Some(column) = M::DELETED_AT.filter(|_| self.deleted == Deleted::Without) {
            out.text(word);
            out.column(column);
            out.text(" IS NULL");
            word = " AND ";
        }
        if let Some(condition) = self.condition.take() {
            out.text(word);
            condition.write(out);
        }
    }

    pub(crate) fn write_order(&mut self, out: &mut Writer) {
        let order = std::mem::take(&mut self.order);
        if !order.is_empty() {
            out.text(" ORDER BY ");
            out.joined(order, ", ", |out, key| key.write(out));
        }
    }

    pub(crate) fn write_end(&self, out: &mut Writer) {
        for (word, value) in [(" LIMIT ", self.limit), (" OFFSET ", self.offset)] {
            if let Some(rows) = value {
                out.text(word);
                out.value(parameter(rows), "");
            }
        }
        out.text(self.lock);
    }

    /// `SELECT … FROM table AS t0 WHERE … LIMIT …`
    pub(crate) fn write_select(self, columns: &str, out: &mut Writer) {
        out.text("SELECT ");
        self.write_distinct_on(out);
        out.text(columns);
        self.write_from(out);
    }

    /// `DISTINCT ON (…) `
    pub(crate) fn write_distinct_on(&self, out: &mut Writer) {
        if !self.distinct_on.is_empty() {
            out.text("DISTINCT ON (");
            out.joined(&self.distinct_on, ", ", |out, column| out.column(column));
            out.text(") ");
        }
    }

    /// ` FROM table AS t0 WHERE … LIMIT …`
    fn write_from(mut self, out: &mut Writer) {
        out.text(" FROM ");
        out.text(M::TABLE);
        out.alias();
        self.write_where(None, out);
        self.write_order(out);
        self.write_end(out);
    }

    /// The same for aggregates, which are made of the rows that were asked for: where these are not all that satisfy the
    /// condition, they are found first. Their order decides nothing but that.
    pub(crate) fn write_from_aggregated(mut self, out: &mut Writer) {
        let all = self.limit.is_none() && self.offset.is_none() && self.distinct_on.is_empty();
        if all && self.lock.is_empty() {
            self.order.clear();
            return self.write_from(out);
        }
        out.text(" FROM (");
        self.write_select("t0.*", out);
        out.text(") AS t0");
    }
}

impl<M: Model> Find<M> {
    /// Every row.
    pub fn new() -> Self {
        Self::default()
    }

    /// Only rows that satisfy this too.
    pub fn filter(mut self, condition: Condition<M>) -> Self {
        self.parts.filter(condition);
        self
    }

    /// Only rows that satisfy this, if something is given.
    pub fn filter_if(self, condition: Option<Condition<M>>) -> Self {
        match condition {
            Some(condition) => self.filter(condition),
            None => self,
        }
    }

    /// In this order, after the keys given before.
    pub fn order_by(mut self, order: impl Into<Order<M>>) -> Self {
        self.parts.order.push(order.into());
        self
    }

    /// At most this many.
    pub const fn limit(mut self, rows: i64) -> Self {
        self.parts.limit = Some(rows);
        self
    }

    /// Without the first ones.
    pub const fn offset(mut self, rows: i64) -> Self {
        self.parts.offset = Some(rows);
        self
    }

    /// The page behind a row: only rows whose columns come after these values, in the order of the columns.
    /// `after(ID, last.id)`, `after((CREATED_AT.desc(), ID), (last.created_at, last.id))`.
    ///
    /// A key must be among the columns, most often the last: of rows that have the same values in all of them, those that the
    /// page before left over would be skipped. Without one, the plan is [`Error::PageWithoutKey`], for the first page too.
    pub fn after<C: Cursor<M>>(self, columns: C, values: C::Values) -> Self {
        self.after_if(columns, Some(values))
    }

    /// The page behind a row ([`Self::after`]), or the first page.
    pub fn after_if<C: Cursor<M>>(self, columns: C, values: Option<C::Values>) -> Self {
        columns.after(values, self)
    }

    /// The page before a row, nearest row first: the reverse of [`Self::after`], with the same columns.
    pub fn before<C: Cursor<M>>(self, columns: C, values: C::Values) -> Self {
        columns.before(values, self)
    }

    /// Only the first row of each value of this column; it must lead the order.
    pub fn distinct_on<T>(mut self, column: crate::Column<M, T>) -> Self {
        self.parts.distinct_on.push(column.name());
        self
    }

    /// Rows that count as deleted (`@softDelete`) too.
    pub const fn with_deleted(mut self) -> Self {
        self.parts.deleted = Deleted::With;
        self
    }

    /// Locks the rows until the transaction ends.
    pub const fn for_update(mut self) -> Self {
        self.parts.lock = " FOR UPDATE";
        self
    }

    /// Locks the rows that nobody else has locked, and leaves the others out: for queues.
    pub const fn for_update_skip_locked(mut self) -> Self {
        self.parts.lock = " FOR UPDATE SKIP LOCKED";
        self
    }

    /// Locks the rows until the transaction ends, and fails at once where somebody else has locked one.
    pub const fn for_update_nowait(mut self) -> Self {
        self.parts.lock = " FOR UPDATE NOWAIT";
        self
    }

    /// Locks the rows until the transaction ends; rows that refer to them can still be added.
    pub const fn for_no_key_update(mut self) -> Self {
        self.parts.lock = " FOR NO KEY UPDATE";
        self
    }

    /// Nobody changes the rows until the transaction ends; others can do the same.
    pub const fn for_share(mut self) -> Self {
        self.parts.lock = " FOR SHARE";
        self
    }

    /// The rows in reverse: a page that was read backwards ([`Self::before`]) in its own order. A stream gives rows as they come.
    pub const fn reversed(mut self) -> Self {
        self.parts.arrange = Arrange::Reversed;
        self
    }

    /// The first row, if there is one.
    pub fn first(mut self) -> First<M> {
        self.parts.limit = Some(1);
        First { find: self }
    }

    /// How many rows there are; no more than the limit, where there is one.
    pub fn count(self) -> Aggregated<M, crate::Aggregate<M, i64>> {
        self.aggregate(count())
    }

    /// Aggregates over these rows: `aggregate((count(), PRICE.sum(), PRICE.max()))`.
    pub fn aggregate<E: Expression<M>>(self, expression: E) -> Aggregated<M, E> {
        Aggregated { select: self.select(expression) }
    }

    /// Only these columns, as a tuple: `select((ID, TITLE))`.
    pub fn select<E: Expression<M>>(self, expression: E) -> Select<M, E> {
        Select::new(self.parts, expression)
    }

    /// With related rows: `include(POSTS)`, `include((POSTS, PROFILE))`, `include(POSTS.limit(3).include(TAGS))`.
    pub fn include<I: Include<M>>(self, include: I) -> Included<Self, I> {
        Included { plan: self, include }
    }
}

impl<M: Model> Rows for Find<M> {
    type Row = M;

    fn statement(self) -> Result<Statement> {
        self.parts.insist_on_key()?;
        let mut out = Writer::default();
        self.parts.write_select(M::COLUMNS, &mut out);
        Ok(out.finish())
    }

    fn read(row: &Row) -> Result<M> {
        M::read(row, 0)
    }
}

impl<M: Model> Plan for Find<M> {
    type Output = Vec<M>;

    fn begin(self) -> Result<Step<Vec<M>>> {
        let arrange = self.parts.arrange;
        Ok(Step::each(self.statement()?, |row| M::read(row, 0), move |rows| Ok(arrange.rows(rows))))
    }
}

/// One row, if there is one.
#[derive(Debug)]
#[must_use = "a plan does nothing until a client runs it"]
pub struct First<M> {
    find: Find<M>,
}

impl<M: Model> First<M> {
    /// With related rows.
    pub fn include<I: Include<M>>(self, include: I) -> Included<Self, I> {
        Included { plan: self, include }
    }
}

impl<M: Model> Plan for First<M> {
    type Output = Option<M>;

    fn begin(self) -> Result<Step<Option<M>>> {
        Ok(model::first(self.find.statement()?))
    }
}

/// The row with a key, if there is one: a statement of a generated module, word for word.
#[derive(Debug)]
#[must_use = "a plan does nothing until a client runs it"]
pub struct ByKey<M> {
    statement: Statement,
    of: std::marker::PhantomData<fn() -> M>,
}

impl<M: Model> ByKey<M> {
    /// A statement that gives at most one row.
    pub fn new<const N: usize>(sql: &'static str, parameters: [Parameter; N]) -> Self {
        Self { statement: Statement::literal(sql, parameters.into()), of: std::marker::PhantomData }
    }

    /// With related rows.
    pub fn include<I: Include<M>>(self, include: I) -> Included<Self, I> {
        Included { plan: self, include }
    }
}

impl<M: Model> Plan for ByKey<M> {
    type Output = Option<M>;

    fn begin(self) -> Result<Step<Option<M>>> {
        Ok(model::first(self.statement))
    }
}

impl<M: Model, I: Include<M>> Plan for Included<Find<M>, I> {
    type Output = Vec<With<M, I::Output>>;

    fn begin(self) -> Result<Step<Self::Output>> {
        let include = self.include;
        self.plan.begin()?.and_then(move |rows| include.attach(rows))
    }
}
