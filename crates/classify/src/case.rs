//! Everything a rule may look at.

use icms_model::effect::{
    Action, ColumnAction, Effect, EnumAction, Guard, IndexAction, ObjectAction, TableAction,
};
use icms_model::{
    Column, Facts, ObjectKind, ObjectRef, QualifiedName, Schema, Table, TableFacts, Validation,
};
use icms_sql::{Name, Script, Statement};

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
    /// All statements of the script.
    pub script: &'c Script,
    /// What they do, replayed.
    pub whole: &'c Whole,
    /// What is known about the data.
    pub facts: &'c Facts,
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

impl<'c> Case<'c> {
    /// Whether `IF [NOT] EXISTS` made the statement do nothing because the object is gone already.
    pub fn skipped(&self) -> bool {
        let guard = match &self.effect.action {
            Action::Table(TableAction::Drop { guard, .. })
            | Action::Column(ColumnAction::Drop { guard, .. })
            | Action::Index(IndexAction::Drop { guard, .. })
            | Action::Enum(EnumAction::Drop { guard, .. })
            | Action::Object(ObjectAction::Drop { guard, .. }) => *guard,
            Action::Table(_)
            | Action::Column(_)
            | Action::Index(_)
            | Action::Enum(_)
            | Action::Object(_)
            | Action::Constraint(_)
            | Action::Unmanaged { .. }
            | Action::Data(_)
            | Action::Session
            | Action::Opaque(_) => Guard::None,
        };
        guard == Guard::Skipped
    }

    /// The kind of the object.
    pub const fn kind(&self) -> ObjectKind {
        self.effect.object.kind
    }

    /// The table of the effect when it existed before the script: what others may be using.
    pub fn old_table(&self) -> Option<QualifiedName> {
        self.table_name().filter(|name| !self.whole.born.contains(name))
    }

    /// Effects of the whole script on the same object path, this one included.
    pub fn same_object(&self) -> impl Iterator<Item = &'c Effect> {
        self.whole.effects_on(&self.effect.object).map(|(_, effect)| effect)
    }

    /// Whether a column was added by this very script and has no value in any row.
    pub fn is_new_and_null(&self, table: &QualifiedName, column: &Name) -> bool {
        let object = ObjectRef::member(ObjectKind::Column, table, column);
        let added = self.whole.effects_on(&object).any(|(_, e)| {
            matches!(e.action, Action::Column(ColumnAction::Add { guard: Guard::None | Guard::Passed }))
        });
        let now = self.after().tables.named(table).and_then(|t| t.column(column.as_str()));
        added
            && now.is_some_and(|c| {
                !c.not_null && c.default.is_none() && c.identity.is_none() && c.generated.is_none()
            })
    }

    /// Whether a validated check of the table before the statement says `column IS NOT NULL`.
    pub fn proved_not_null(&self, column: &Name) -> bool {
        let wanted =
            icms_sql::normalized_tokens(&format!("{} is not null", icms_sql::quote_ident(column.as_str())));
        let bare = |text: &str| {
            let mut text = icms_sql::normalized_tokens(text);
            while let Some(inner) = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')) {
                text = inner.trim().to_owned();
            }
            text
        };
        self.table_before().is_some_and(|table| {
            table.checks.iter().any(|check| {
                check.validation == Validation::Validated
                    && bare(check.expression.text()).eq_ignore_ascii_case(&wanted)
            })
        })
    }
}
