//! What stops a build: levels, and the floor that no policy goes below.

use std::collections::BTreeMap;

use crate::{Class, DataLoss, Finding, Harm, OldClient};

/// What a finding does to the exit status.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Level {
    /// It is listed.
    Allow,
    /// It is listed as a warning.
    Warn,
    /// It stops the build until it is acknowledged.
    Deny,
}

/// `[rules]` of the configuration: raises levels by code or rule, never lowers them below the floor.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Policy {
    /// By code (`ICMS401`) or rule id (`index_created`).
    pub levels: BTreeMap<String, Level>,
}

impl Policy {
    /// The level of a finding: what the configuration says, but at least the floor.
    #[must_use]
    pub fn level(&self, finding: &Finding) -> Level {
        let said = self.levels.get(finding.code).or_else(|| self.levels.get(finding.rule));
        said.copied().unwrap_or(Level::Allow).max(floor(finding))
    }
}

/// The floor by harm (ruling 12): what is breaking, loses data, breaks statements of the running release or
/// cannot be analysed is denied; what is merely risky warns.
fn floor(finding: &Finding) -> Level {
    let denied = finding.class == Class::Breaking
        || finding.data_loss != DataLoss::None
        || finding.old_client == OldClient::Fails
        || finding.harms.contains(&Harm::Unanalysable);
    match (denied, finding.class) {
        (true, _) => Level::Deny,
        (false, Class::Risky) => Level::Warn,
        (false, Class::Safe | Class::Breaking) => Level::Allow,
    }
}

/// Whether the gate refuses this finding until somebody acknowledges it.
#[must_use]
pub fn needs_acknowledgement(finding: &Finding, policy: &Policy) -> bool {
    policy.level(finding) == Level::Deny
}
