//! Somebody may do more or less than before: `GRANT`, `REVOKE`, default privileges.

use crate::case::Case;
use crate::unmanaged::{Verb, says, touched};
use crate::verdict::Verdict;
use crate::{Class, Harm, OldClient};

crate::rules::rule! { "privilege_changed", ["ICMS707", "ICMS708", "ICMS709", "ICMS710", "ICMS712"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let verdict = match touched(case, &["privilege"])?.verb {
        Verb::Grant if says(case, &["on", "schema"]) => {
            Verdict::new("ICMS712", Class::Risky, "a role may name what is in the namespace, or make things there")
        }
        Verb::Grant if names_columns(case) => {
            Verdict::new("ICMS710", Class::Risky, "a role may read or write these columns")
        }
        Verb::Grant => Verdict::new("ICMS707", Class::Risky, "a role may do more than before"),
        Verb::Revoke => Verdict::new("ICMS708", Class::Breaking, "statements of the role fail with 42501 at once")
            .remedy("release a client that no longer needs the privilege first")
            .old_client(OldClient::Fails),
        Verb::Alter => {
            Verdict::new("ICMS709", Class::Risky, "objects made from now on are open to other roles than those made before")
        }
        Verb::Create | Verb::Drop | Verb::Other => return None,
    };
    Some(verdict.harm(Harm::ChangesAccess).states("", case.statement.normalized()))
}

/// `GRANT SELECT (email) ON …`
fn names_columns(case: &Case<'_>) -> bool {
    let tokens = icms_sql::statement_tokens(case.statement.text());
    tokens.iter().take_while(|token| *token != "on").any(|token| token == "(")
}
