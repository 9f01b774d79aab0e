//! Findings with what the gate makes of them: what every format prints.

use icms_classify::{Class, Finding, Level};
use icms_codegen::ItemChange;
use icms_journal::Fingerprint;

/// All findings of one script.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Judgement {
    /// The script's path as the user would write it.
    pub file: String,
    /// The migration it belongs to, if any.
    pub migration: Option<String>,
    /// In the order of statements.
    pub items: Vec<Item>,
    /// What becomes of the client, beside what the items say.
    pub client: Vec<ItemChange>,
}

/// A finding and what the gate makes of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Item {
    /// The finding.
    pub finding: Finding,
    /// What an acknowledgement names.
    pub fingerprint: Fingerprint,
    /// What policy makes of it.
    pub level: Level,
    /// Why it is accepted, if it is.
    pub acknowledged: Option<String>,
    /// The statement's line in the file, from 1.
    pub line: usize,
    /// The statement.
    pub sql: String,
    /// What of the project's code it touches.
    pub touched: Touched,
}

/// What of a project's code a finding touches.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Touched {
    /// Items of the client that go, change, or are needed now.
    pub client: Vec<ItemChange>,
    /// Queries of one's own that name what changes.
    pub queries: Vec<QueryUse>,
}

/// A query that names something.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct QueryUse {
    /// The query.
    pub query: String,
    /// Its file.
    pub file: String,
    /// The line that names it, from 1.
    pub line: usize,
}

impl Item {
    /// Whether it stops the build.
    #[must_use]
    pub fn refused(&self) -> bool {
        self.level == Level::Deny && self.acknowledged.is_none()
    }
}

/// The highest class of several scripts.
#[must_use]
pub fn highest(judgements: &[Judgement]) -> Class {
    let classes = judgements.iter().flat_map(|j| &j.items).map(|i| i.finding.class);
    classes.max().unwrap_or(Class::Safe)
}

/// The findings that stop the build.
pub fn refused(judgements: &[Judgement]) -> impl Iterator<Item = (&Judgement, &Item)> {
    judgements.iter().flat_map(|j| j.items.iter().map(move |i| (j, i))).filter(|(_, i)| i.refused())
}
