//! Something that the model has no words for: triggers, policies, grants, domains, partitions …

use icms_model::effect::Action;

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, Harm, OldClient};

crate::rules::rule! {
    "unmanaged_changed",
    [
        "ICMS324", "ICMS325", "ICMS415", "ICMS512", "ICMS513", "ICMS516", "ICMS521", "ICMS523", "ICMS523b", "ICMS526",
        "ICMS620", "ICMS621", "ICMS623", "ICMS624", "ICMS704", "ICMS705", "ICMS706", "ICMS707", "ICMS708", "ICMS709",
        "ICMS711", "ICMS801", "ICMS807", "ICMS839", "ICMS840", "ICMS902",
    ]
}

/// Code, class, what happens and to whom, by the first words of the statement and the kind.
const KNOWN: &[(&str, &str, &str, Class, OldClient, &str)] = {
    use Class::{Breaking, Risky, Safe};
    use OldClient::{Fails, FailsOnNewData, Works};
    &[
        ("CREATE", "trigger", "ICMS620", Risky, Works, "statements of the running release set it off too"),
        ("DROP", "trigger", "ICMS621", Risky, Works, "what it did no longer happens"),
        ("ALTER", "trigger", "ICMS623", Safe, Works, "triggers fire in the order of their names"),
        ("CREATE", "rule", "ICMS624", Breaking, Fails, "a rule may turn writes into something else"),
        ("DROP", "rule", "ICMS624", Breaking, Fails, "what the rule did no longer happens"),
        ("CREATE", "policy", "ICMS704", Risky, Works, "somebody sees other rows than before"),
        ("DROP", "policy", "ICMS705", Breaking, Fails, "somebody sees other rows than before"),
        ("ALTER", "policy", "ICMS706", Breaking, Fails, "somebody sees other rows than before"),
        ("GRANT", "", "ICMS707", Risky, Works, "somebody may do more than before"),
        ("REVOKE", "", "ICMS708", Breaking, Fails, "somebody may do less than before, at once"),
        ("ALTER", "default privileges", "ICMS709", Risky, Works, "objects made later belong to more or fewer people"),
        ("CREATE", "role", "ICMS711", Safe, Works, "a role is known to the whole cluster"),
        ("CREATE", "domain", "ICMS512", Safe, Works, "a new type: nobody uses it yet"),
        ("ALTER", "domain", "ICMS513", Risky, FailsOnNewData, "every table that uses the domain is looked at"),
        ("DROP", "domain", "ICMS526", Breaking, Fails, "the domain goes"),
        ("CREATE", "composite type", "ICMS521", Safe, Works, "a new type: nobody uses it yet"),
        ("ALTER", "composite type", "ICMS523", Breaking, Fails, "values of the type change their shape"),
        ("DROP", "composite type", "ICMS523b", Breaking, Fails, "the type goes"),
        ("CREATE", "exclusion constraint", "ICMS324", Risky, FailsOnNewData, "rows that exclude each other make it fail"),
        ("ALTER", "exclusion constraint", "ICMS324", Risky, FailsOnNewData, "rows that exclude each other make it fail"),
        ("DROP", "exclusion constraint", "ICMS325", Safe, Works, "rows that excluded each other are accepted"),
        ("CREATE", "statistics", "ICMS415", Safe, Works, "the planner knows more"),
        ("DROP", "statistics", "ICMS415", Safe, Works, "the planner knows less"),
        ("CREATE", "partition", "ICMS801", Safe, Works, "the parent is locked for a moment"),
        ("CREATE", "partitioned table", "ICMS801", Safe, Works, "a new table: nobody uses it yet"),
        ("DROP", "partition", "ICMS807", Breaking, Fails, "the partition goes, with its rows"),
        ("DROP", "partitioned table", "ICMS807", Breaking, Fails, "the table goes, with its rows"),
        ("CREATE", "publication", "ICMS839", Risky, Works, "subscribers get more rows"),
        ("ALTER", "publication", "ICMS839", Risky, Works, "subscribers get other rows"),
        ("DROP", "publication", "ICMS840", Breaking, Works, "subscribers get nothing"),
        ("COMMENT", "", "ICMS836", Safe, Works, "a comment changes"),
        // Kinds that only add something nobody uses yet.
        ("CREATE", "range type", "ICMS512", Safe, Works, "a new type: nobody uses it yet"),
        ("CREATE", "base type", "ICMS512", Safe, Works, "a new type: nobody uses it yet"),
        ("CREATE", "collation", "ICMS512", Safe, Works, "a new collation: nobody uses it yet"),
        ("CREATE", "aggregate", "ICMS613", Safe, Works, "a new function: nobody calls it yet"),
        ("CREATE", "operator", "ICMS613", Safe, Works, "a new operator: nobody uses it yet"),
        ("CREATE", "inherited table", "ICMS114", Risky, Works, "queries on the parent see its rows"),
    ]
};

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Unmanaged { command, kind, .. } = &case.effect.action else { return None };
    let verb = command.split(' ').next().unwrap_or(command);
    let found = KNOWN.iter().find(|(v, k, ..)| *v == verb && (k.is_empty() || **k == **kind));
    let cascade = case.statement.normalized().to_ascii_lowercase().ends_with("cascade");
    let verdict = match found {
        Some(&(_, _, code, class, old_client, message)) => {
            let class = if cascade && verb == "DROP" { Class::Breaking } else { class };
            let verdict = Verdict::new(code, class, message).old_client(old_client);
            let verdict = if access(code) { verdict.harm(Harm::ChangesAccess) } else { verdict };
            if code == "ICMS807" { verdict.loses("all its rows") } else { verdict }
        }
        None => Verdict::new("ICMS902", Class::Breaking, format!("no rule knows how bad it is to {} a {kind}", verb.to_lowercase()))
            .old_client(OldClient::Fails)
            .harm(Harm::Unanalysable),
    };
    Some(verdict.states("", case.statement.normalized()))
}

/// Codes that speak of who sees what.
fn access(code: &str) -> bool {
    code.starts_with("ICMS70")
}

