//! Findings with what the gate makes of them: what every format prints.

use icms_classify::{Class, Finding, Level};
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
