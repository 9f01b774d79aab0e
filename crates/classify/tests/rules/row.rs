//! The facts of a code: what a finding says beyond its words.

use icms_classify::{DataLoss, Finding, OldClient};

/// Names of the columns of the tables in `docs/rules/`, after the code and what happens.
pub const COLUMNS: [&str; 7] = ["class", "lock", "rewrite", "scan", "fails with", "loses", "running release"];

/// One finding without names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row(pub [String; 7]);

impl Row {
    pub fn of(finding: &Finding) -> Self {
        let some = |there: bool| if there { "yes" } else { "" }.to_owned();
        Self([
            finding.class.word().to_owned(),
            finding.locks.first().map_or_else(String::new, |(level, _)| level.sql().to_owned()),
            some(!finding.rewrites.is_empty()),
            some(!finding.scans.is_empty()),
            finding.fails_with.unwrap_or_default().to_owned(),
            match &finding.data_loss {
                DataLoss::None => String::new(),
                DataLoss::Loses(what) => what.clone(),
            },
            old_client(finding.old_client).to_owned(),
        ])
    }
}

const fn old_client(old_client: OldClient) -> &'static str {
    match old_client {
        OldClient::Works => "works",
        OldClient::FailsOnNewData => "fails on new data",
        OldClient::Fails => "fails",
    }
}

/// One finding on one line, with names.
pub fn line(finding: &Finding) -> String {
    let list = |names: &[icms_model::QualifiedName]| {
        names.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ")
    };
    let locks: Vec<String> = finding.locks.iter().map(|(level, name)| format!("{level} on {name}")).collect();
    let Row([class, _, _, _, fails, loses, old_client]) = Row::of(finding);
    let parts = [
        (String::new(), format!("{} {class}", finding.code)),
        ("locks ".to_owned(), locks.join(", ")),
        ("rewrites ".to_owned(), list(&finding.rewrites)),
        ("scans ".to_owned(), list(&finding.scans)),
        ("fails with ".to_owned(), fails),
        ("loses ".to_owned(), loses),
        ("running release ".to_owned(), old_client),
    ];
    let said = parts.iter().filter(|(_, value)| !value.is_empty());
    said.map(|(word, value)| format!("{word}{value}")).collect::<Vec<_>>().join(" | ")
}
