//! A rewrite rule (`CREATE RULE`) comes, goes or gets another name.

use icms_model::LockLevel;

use crate::case::Case;
use crate::unmanaged::{Verb, touched};
use crate::verdict::Verdict;
use crate::{Class, OldClient};

crate::rules::rule! { "rewrite_rule_changed", ["ICMS624"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let message = match touched(case, &["rule"])?.verb {
        Verb::Create => "writes of the running release may become something else, or nothing",
        Verb::Drop => "what the rule did to statements no longer happens",
        Verb::Alter => "rules of one event apply in the order of their names",
        Verb::Grant | Verb::Revoke | Verb::Other => return None,
    };
    let verdict = Verdict::new("ICMS624", Class::Breaking, message)
        .remedy("write a trigger: it is seen in EXPLAIN and does not multiply volatile expressions")
        .old_client(OldClient::Fails)
        .loses("writes that the rule discards")
        .states("", case.statement.normalized());
    Some(match case.table_name() {
        Some(table) => verdict.locks(LockLevel::AccessExclusive, &table),
        None => verdict,
    })
}
