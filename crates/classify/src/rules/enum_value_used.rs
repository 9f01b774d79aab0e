//! A new value of an enum is used in the transaction that adds it: a server refuses that.

use icms_model::effect::{Action, EnumAction};
use icms_replay::Transaction;

use crate::case::Case;
use crate::verdict::Verdict;

crate::rules::rule! { "enum_value_used", ["ICMS504"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Enum(EnumAction::AddValue { value, .. }) = &case.effect.action else { return None };
    let made_here = case.same_object().any(|e| matches!(e.action, Action::Enum(EnumAction::Create)));
    if made_here || case.step.effects.transaction != Transaction::Inside {
        return None;
    }
    let literal = icms_sql::quote_literal(value.as_str());
    let later = case.whole.steps.iter().zip(&case.script.statements).skip(case.at + 1);
    let mut same = later.take_while(|(step, _)| step.effects.transaction == Transaction::Inside);
    same.any(|(_, statement)| icms_sql::statement_tokens(statement.text()).contains(&literal)).then(|| {
        let message = format!("this always fails: {value} is used before the transaction that adds it commits");
        Verdict::refused("ICMS504", "55P04", message)
            .remedy("add the value in a migration of its own, or outside BEGIN … COMMIT")
            .states("", value.as_str())
    })
}
