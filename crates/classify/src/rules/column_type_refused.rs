//! A change of type that a server always refuses, because something else reads the column.

use icms_model::effect::{Action, ColumnAction, Opaque, UsingClause};
use icms_model::{Cast, ObjectKind, Table};
use icms_sql::Name;

use crate::case::Case;
use crate::unmanaged::{definition, says, touched};
use crate::verdict::Verdict;

crate::rules::rule! {
    "column_type_refused",
    ["ICMS270", "ICMS281", "ICMS282", "ICMS283", "ICMS284", "ICMS285"]
}

fn judge(case: &Case<'_>) -> Option<Verdict> {
    if read_by_view(case) {
        let Action::Opaque(Opaque::Refused(why)) = &case.effect.action else { return None };
        let verdict = Verdict::refused("ICMS270", "0A000", format!("this always fails: {why}"));
        return Some(verdict.remedy("drop the view before it, and make it anew after it, with its grants").states("", ""));
    }
    on_partition_key(case).or_else(|| refused(case))
}

/// Whether the effect is a change of type that a view holds.
pub(crate) fn read_by_view(case: &Case<'_>) -> bool {
    matches!(case.effect.action, Action::Opaque(Opaque::Refused(_)))
        && case.kind() == ObjectKind::Column
        && case.before().views.iter().any(|(_, view)| view.depends.contains(&case.effect.object))
}

/// What else holds a column at its type.
pub(crate) fn refused(case: &Case<'_>) -> Option<Verdict> {
    let Action::Column(ColumnAction::Type { types, using }) = &case.effect.action else { return None };
    let (table, column) = (case.table_before()?, case.member()?);
    let always = |code, state, message: &str, remedy: &str| {
        let verdict = Verdict::refused(code, state, format!("this always fails: {message}")).remedy(remedy);
        Some(verdict.states(types.before.to_string(), types.after.to_string()))
    };
    if table.columns.iter().filter_map(|c| c.generated.as_ref()).any(|g| mentions(g.expression.text(), column)) {
        return always("ICMS283", "0A000", "a generated column is computed from it", "drop the generated column before it, and add it again after it");
    }
    if listed(case, table, "policy", |text| mentions(text, column)) {
        return always("ICMS284", "0A000", "a policy reads it", "drop the policy and make it anew in the same transaction, so that no row shows in between");
    }
    if ["trigger", "constraint trigger"].iter().any(|kind| listed(case, table, kind, |text| watches(text, column))) {
        return always("ICMS285", "0A000", "a trigger names it in UPDATE OF or WHEN", "drop the trigger and make it anew in the same transaction");
    }
    let stays = !case.step.effects.effects.iter().any(|e| {
        e.object == case.effect.object && matches!(e.action, Action::Column(ColumnAction::DropDefault))
    });
    let explicit = !matches!(Cast::between(&types.before, &types.after), Cast::Same | Cast::Assignment);
    let known = crate::domain::domain(case.before(), &types.before).is_none();
    let default = table.column(column.as_str()).is_some_and(|c| c.default.is_some());
    if matches!(using, UsingClause::Expression(_)) && default && stays && explicit && known {
        return always("ICMS282", "42804", "the default cannot become one of the new type", "DROP DEFAULT before it, and SET DEFAULT after it");
    }
    None
}

/// `ALTER COLUMN … TYPE` of a column that decides the partition.
fn on_partition_key(case: &Case<'_>) -> Option<Verdict> {
    let touched = touched(case, &["partitioned table"])?;
    let made = definition(case.before(), &["partitioned table"], touched.name)?;
    let tokens = icms_sql::statement_tokens(case.statement.text());
    let at = tokens.iter().position(|t| t == "type")?;
    let column = tokens.get(..at)?.iter().rev().find(|t| *t != "set" && *t != "data")?;
    let made = icms_sql::statement_tokens(made);
    let key = made.iter().skip_while(|t| *t != "partition").skip(2);
    (says(case, &["alter"]) && key.into_iter().any(|t| t == column)).then(|| {
        Verdict::refused("ICMS281", "42P16", "this always fails: the column decides the partition of a row")
            .remedy("make a new partitioned table, copy, and swap")
            .states("", case.statement.normalized())
    })
}

/// Whether a listed object of the table was made by a statement that fits.
fn listed(case: &Case<'_>, table: &Table, kind: &str, fits: impl Fn(&str) -> bool) -> bool {
    let of_table = case.before().unmanaged.iter().filter(|o| *o.kind == *kind && o.table.as_ref() == Some(&table.name));
    of_table.into_iter().any(|o| o.definition.as_deref().is_some_and(&fits))
}

/// `UPDATE OF a, b ON …` or `WHEN (…)`
fn watches(definition: &str, column: &Name) -> bool {
    let tokens = icms_sql::statement_tokens(definition);
    let quoted = column.quoted();
    let of = tokens.iter().skip_while(|t| *t != "of").take_while(|t| *t != "on");
    let when = tokens.iter().skip_while(|t| *t != "when").take_while(|t| *t != "execute");
    of.chain(when).any(|t| **t == *quoted)
}

/// Whether an expression or a statement names a column.
pub(crate) fn mentions(text: &str, column: &Name) -> bool {
    let quoted = column.quoted();
    icms_sql::statement_tokens(text).iter().any(|token| **token == *quoted)
}
