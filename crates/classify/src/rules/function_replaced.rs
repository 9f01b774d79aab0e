//! A function that does something else under the same name.

use icms_model::effect::{Action, ObjectAction};
use icms_model::{Function, ObjectKind, Schema, SchemaObject};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, Harm, OldClient};

crate::rules::rule! { "function_replaced", ["ICMS614", "ICMS615", "ICMS618", "ICMS619", "ICMS713"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Object(action) = &case.effect.action else { return None };
    if case.kind() != ObjectKind::Function {
        return None;
    }
    let verdict = match action {
        ObjectAction::Replace if other_result(case) => {
            Verdict::new("ICMS615", Class::Risky, "this always fails: OR REPLACE cannot change what a function returns")
                .remedy("DROP FUNCTION and CREATE FUNCTION in one transaction, with its grants")
                .fails_with("42P13")
                .old_client(OldClient::Fails)
        }
        ObjectAction::Replace | ObjectAction::Alter if becomes_definer(case) => {
            Verdict::new("ICMS713", Class::Breaking, "callers get the rights of the function's owner")
                .remedy("SET search_path on it, and REVOKE EXECUTE … FROM PUBLIC")
                .harm(Harm::ChangesAccess)
        }
        ObjectAction::Replace if indexed(case) => {
            Verdict::new("ICMS619", Class::Breaking, "an index or generated column keeps what the old body computed: results are wrong without an error")
                .remedy("REINDEX, or write the rows anew, in the same migration")
                .loses("the agreement of indexes with rows")
        }
        ObjectAction::Replace => Verdict::new("ICMS614", Class::Risky, "callers get what the new body does"),
        ObjectAction::Alter => Verdict::new("ICMS618", Class::Risky, "the planner trusts another volatility or cost"),
        ObjectAction::Create { .. }
        | ObjectAction::Drop { .. }
        | ObjectAction::Rename { .. }
        | ObjectAction::Restart
        | ObjectAction::OwnedBy
        | ObjectAction::Refresh(_)
        | ObjectAction::Comment => return None,
    };
    Some(verdict.states("", case.statement.normalized()))
}

fn function<'s>(case: &Case<'_>, schema: &'s Schema) -> Option<&'s Function> {
    schema.functions.iter().map(|(_, f)| &**f).find(|f| f.path() == case.effect.object)
}

fn other_result(case: &Case<'_>) -> bool {
    let (before, after) = (function(case, case.before()), function(case, case.after()));
    before.zip(after).is_some_and(|(before, after)| before.parts.result != after.parts.result)
}

/// Whether it was `SECURITY INVOKER` and is `SECURITY DEFINER`.
fn becomes_definer(case: &Case<'_>) -> bool {
    let definer = |schema| {
        function(case, schema).is_some_and(|f| f.parts.attributes.iter().any(|a| a.eq_ignore_ascii_case("security definer")))
    };
    !definer(case.before()) && definer(case.after())
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
