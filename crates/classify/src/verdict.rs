//! What a rule says of a case; the rest of the finding follows from it.

use icms_model::{LockLevel, QualifiedName};

use crate::{Class, DataLoss, Finding, Harm, Impact, OldClient, Reversible, Subject};

/// A finding without its place, made step by step: harmless until something is said.
#[derive(Debug, Clone)]
pub struct Verdict {
    finding: Finding,
}

impl Verdict {
    /// A verdict under a code.
    pub fn new(code: &'static str, class: Class, message: impl Into<String>) -> Self {
        Self {
            finding: Finding {
                code,
                rule: "",
                class,
                subject: Subject::Other(String::new()),
                statement: 0,
                message: message.into(),
                remedy: None,
                locks: Vec::new(),
                impact: Impact::None,
                rewrites: Vec::new(),
                scans: Vec::new(),
                fails_with: None,
                data_loss: DataLoss::None,
                old_client: OldClient::Works,
                reversible: Reversible::Lossless,
                harms: Vec::new(),
                before: String::new(),
                after: String::new(),
                facts: Vec::new(),
            },
        }
    }

    /// A verdict on a statement that a server always refuses with this SQLSTATE.
    pub fn refused(code: &'static str, sqlstate: &'static str, message: impl Into<String>) -> Self {
        Self::new(code, Class::Breaking, message).fails_with(sqlstate)
    }

    /// The safer way.
    pub fn remedy(mut self, remedy: impl Into<String>) -> Self {
        self.finding.remedy = Some(remedy.into());
        self
    }

    /// Takes a lock on a relation that existed before. The impact rises to a brief one at least when it blocks.
    pub fn locks(mut self, level: LockLevel, on: &QualifiedName) -> Self {
        self.finding.locks.push((level, on.clone()));
        if level >= LockLevel::Share {
            self.finding.impact = self.finding.impact.max(Impact::Brief);
        }
        self
    }

    /// Who has to wait.
    pub fn impact(mut self, impact: Impact) -> Self {
        self.finding.impact = self.finding.impact.max(impact);
        self
    }

    /// Writes a table anew, with all its indexes.
    pub fn rewrites(mut self, table: &QualifiedName) -> Self {
        self.finding.rewrites.push(table.clone());
        self.impact(Impact::BlocksAll)
    }

    /// Reads a table whole.
    pub fn scans(mut self, table: &QualifiedName) -> Self {
        self.finding.scans.push(table.clone());
        self
    }

    /// Fails with this SQLSTATE when rows violate it.
    pub const fn fails_with(mut self, sqlstate: &'static str) -> Self {
        self.finding.fails_with = Some(sqlstate);
        self
    }

    /// Values are lost.
    pub fn loses(mut self, what: impl Into<String>) -> Self {
        self.finding.data_loss = DataLoss::Loses(what.into());
        self
    }

    /// What the running release meets.
    pub const fn old_client(mut self, old_client: OldClient) -> Self {
        self.finding.old_client = old_client;
        self
    }

    /// A harm beyond those that follow from the rest.
    pub fn harm(mut self, harm: Harm) -> Self {
        self.finding.harms.push(harm);
        self
    }

    /// How far it can be taken back.
    pub const fn reversible(mut self, reversible: Reversible) -> Self {
        self.finding.reversible = reversible;
        self
    }

    /// The states around it, for people and for the fingerprint.
    pub fn states(mut self, before: impl Into<String>, after: impl Into<String>) -> Self {
        self.finding.before = before.into();
        self.finding.after = after.into();
        self
    }

    /// A fact that moved the class.
    pub fn fact(mut self, fact: impl Into<String>) -> Self {
        self.finding.facts.push(fact.into());
        self
    }

    /// The finding, with everything that follows.
    pub(crate) fn into_finding(self, rule: &'static str, subject: Subject, statement: usize) -> Finding {
        let mut finding = Finding { rule, subject, statement, ..self.finding };
        finding.locks.sort_by(|a, b| b.cmp(a));
        finding.harms.extend(implied(&finding));
        finding.harms.sort_unstable();
        finding.harms.dedup();
        finding
    }
}

/// The harms that the rest of a finding says already.
fn implied(finding: &Finding) -> Vec<Harm> {
    let mut harms = Vec::new();
    if finding.data_loss != DataLoss::None {
        harms.push(Harm::LosesData);
    }
    if finding.fails_with.is_some() {
        harms.push(Harm::FailsOnData);
    }
    if !finding.rewrites.is_empty() {
        harms.push(Harm::RewritesTable);
    }
    if let Some((level, _)) = finding.locks.first().filter(|_| finding.impact >= Impact::BlocksWrites) {
        harms.push(Harm::Blocks(*level));
    }
    harms
}
