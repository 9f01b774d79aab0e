//! Findings in every format of `icms check`.

mod github;
mod json;
mod junit;
mod markdown;
mod sarif;
mod text;
mod touched;

pub use github::github;
pub(crate) use json::everything_of_the_client;
pub use json::{finding, json};
pub(crate) use junit::escaped;
pub use junit::junit;
pub use markdown::markdown;
pub use sarif::sarif;
pub use text::text;

use icms_classify::{DataLoss, Finding, OldClient, Reversible};
use icms_model::LockLevel;

use crate::judgement::Judgement;

/// What becomes of the client beside what findings say, a line each.
#[must_use]
pub fn besides(judgements: &[Judgement]) -> Vec<String> {
    judgements.iter().flat_map(|judgement| touched::breaks(&judgement.client)).collect()
}

/// The strongest lock on something that existed before.
fn strongest(finding: &Finding) -> Option<LockLevel> {
    finding.locks.iter().map(|(level, _)| *level).max()
}

/// `none`, or what is lost.
fn data_loss(finding: &Finding) -> &str {
    match &finding.data_loss {
        DataLoss::None => "none",
        DataLoss::Loses(what) => what,
    }
}

const fn old_client(finding: &Finding) -> &'static str {
    match finding.old_client {
        OldClient::Works => "no",
        OldClient::FailsOnNewData => "on new data",
        OldClient::Fails => "yes",
    }
}

const fn reversible(finding: &Finding) -> &'static str {
    match finding.reversible {
        Reversible::Lossless => "lossless",
        Reversible::Lossy => "lossy",
        Reversible::Irreversible => "irreversible",
    }
}
