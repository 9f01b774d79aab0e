//! Everything a rule may look at.

use icms_model::effect::Effect;
use icms_model::{Column, Facts, QualifiedName, Schema, Table, TableFacts, Target};
use icms_sql::{Name, Statement};

use crate::whole::{Step, Whole};

/// One effect of one statement, with what is around it.
#[derive(Debug, Clone, Copy)]
pub struct Case<'c> {
    /// The effect.
    pub effect: &'c Effect,
    /// Its statement, and the schema before and after that.
    pub step: &'c Step,
    /// Which statement, from 0.
    pub at: usize,
    /// The statement's text.
    pub statement: &'c Statement,
    /// The script as a whole.
    pub whole: &'c Whole,
    /// What is known about the data.
    pub facts: &'c Facts,
    /// The server.
    pub target: Target,
}

impl<'c> Case<'c> {
    /// The schema before the statement.
    pub const fn before(&self) -> &'c Schema {
        &self.step.before
    }

    /// The schema after the statement.
    pub const fn after(&self) -> &'c Schema {
        &self.step.after
    }

    /// The name of the table that the effect is on.
    pub fn table_name(&self) -> Option<QualifiedName> {
        self.effect.object.table()
    }

    /// That table before the statement.
    pub fn table_before(&self) -> Option<&'c Table> {
        self.before().tables.named(&self.table_name()?).map(|t| &**t)
    }

    /// That table after the statement.
    pub fn table_after(&self) -> Option<&'c Table> {
        self.after().tables.named(&self.table_name()?).map(|t| &**t)
    }

    /// The name of the member (column, constraint, index) that the effect is on.
    pub fn member(&self) -> Option<&'c Name> {
        self.effect.object.path.get(2)
    }

    /// The column before the statement.
    pub fn column_before(&self) -> Option<&'c Column> {
        self.table_before()?.column(self.member()?.as_str())
    }

    /// The column after the statement.
    pub fn column_after(&self) -> Option<&'c Column> {
        self.table_after()?.column(self.member()?.as_str())
    }

    /// Whether the table is made by this very script: it has no rows, and nobody waits for it.
    pub fn on_new_table(&self) -> bool {
        self.table_name().is_some_and(|name| self.whole.born.contains(&name))
    }

    /// What is known about the rows of the table.
    pub fn table_facts(&self) -> Option<&'c TableFacts> {
        self.facts.tables.get(&self.table_name()?)
    }

    /// Whether it is known that the table has no rows.
    pub fn known_empty(&self) -> bool {
        self.on_new_table() || self.table_facts().is_some_and(|facts| !facts.has_rows)
    }
}
