//! Values that would go: said before, and refused unless somebody means it.

use icms_classify::{DataLoss as Loss, Finding};
use icms_diagnostic::Diagnostic;

use crate::{Exit, Failure, Outcome, codes};

/// Whether values may go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DataLoss {
    /// `--accept-data-loss`
    Accepted,
    /// Refuse.
    Refused,
}

/// Whether one of these loses values.
pub(crate) fn any(findings: &[Finding]) -> bool {
    findings.iter().any(|f| f.data_loss != Loss::None)
}

/// Refuses what loses values unless that is accepted; `what` would lose them.
///
/// # Errors
/// Everything that would go; exit status 4.
pub(crate) fn demand(what: &str, findings: &[Finding], accepted: DataLoss) -> Outcome<()> {
    if accepted == DataLoss::Accepted || !any(findings) {
        return Ok(());
    }
    let message = format!("{what} loses {}", list(findings));
    let refusal =
        Diagnostic::error(codes::LOSES_VALUES, message).help("say --accept-data-loss if that is meant");
    Err(Box::new(Failure::new(Exit::Protected, refusal)))
}

/// What these lose, in one line.
pub(crate) fn list(findings: &[Finding]) -> String {
    findings.iter().filter_map(words).collect::<Vec<_>>().join(", ")
}

fn words(finding: &Finding) -> Option<String> {
    match &finding.data_loss {
        Loss::Loses(what) => Some(format!("{} ({what})", finding.subject)),
        Loss::None => None,
    }
}
