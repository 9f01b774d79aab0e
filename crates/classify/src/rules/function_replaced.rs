//! A function that does something else under the same name.

use icms_model::ObjectKind;
use icms_model::effect::{Action, ObjectAction};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::Class;

crate::rules::rule! { "function_replaced", ["ICMS614", "ICMS618", "ICMS619"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    if case.kind() != ObjectKind::Function {
        return None;
    }
    let verdict = match &case.effect.action {
        Action::Object(ObjectAction::Replace) if indexed(case) => {
            Verdict::new("ICMS619", Class::Breaking, "an index or generated column keeps what the old body computed: results are wrong without an error")
                .remedy("REINDEX, or write the rows anew, in the same migration")
                .loses("the agreement of indexes with rows")
        }
        Action::Object(ObjectAction::Replace) => Verdict::new("ICMS614", Class::Risky, "callers get what the new body does"),
        Action::Object(ObjectAction::Alter) => Verdict::new("ICMS618", Class::Risky, "the planner trusts another volatility or cost"),
        _ => return None,
    };
    Some(verdict.states("", case.statement.normalized()))
}

/// Whether an index key, predicate or generated column calls a function of this name.
fn indexed(case: &Case<'_>) -> bool {
    let shown = case.effect.object.path.last().map_or("", |n| n.as_str());
    let name = shown.split('(').next().unwrap_or(shown);
    let calls = |text: &str| icms_sql::statement_tokens(text).iter().any(|t| t.trim_matches('"') == name);
    case.before().tables.iter().any(|(_, table)| {
        let generated = table.columns.iter().filter_map(|c| c.generated.as_ref()).any(|g| calls(g.expression.text()));
        generated
            || table.indexes.iter().any(|index| {
                index.predicate.as_ref().is_some_and(|p| calls(p.text()))
                    || index.keys.iter().any(|k| matches!(&k.part, icms_model::KeyPart::Expression(e) if calls(e.text())))
            })
    })
}
