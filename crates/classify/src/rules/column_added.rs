//! A new column that is NULL in every row.

use icms_model::LockLevel;
use icms_model::effect::{Action, ColumnAction, Guard};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, OldClient, Reversible};

crate::rules::rule! { "column_added", ["ICMS201", "ICMS216", "ICMS217"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Column(ColumnAction::Add { guard }) = case.effect.action else { return None };
    let column = case.column_after()?;
    let plain = column.default.is_none() && column.identity.is_none() && column.generated.is_none();
    let domain = crate::rules::column_added_domain::speaks_of(case, column).is_some();
    if guard == Guard::Skipped || column.not_null || !plain || domain {
        return None;
    }
    let json = column.data_type.as_builtin() == Some(icms_model::Builtin::Json);
    let verdict = if json {
        Verdict::new("ICMS217", Class::Safe, "a new column that is NULL everywhere; json has no equality, DISTINCT on it fails")
            .remedy("use jsonb")
            .old_client(OldClient::FailsOnNewData)
    } else if column.data_type.user_type().is_some_and(|name| case.after().enums.named(name).is_some()) {
        Verdict::new("ICMS216", Class::Safe, "a new column of an enum that is NULL everywhere")
    } else {
        Verdict::new("ICMS201", Class::Safe, "a new column that is NULL everywhere")
    };
    let verdict = verdict.reversible(Reversible::Lossy).states("", column.data_type.to_string());
    Some(match case.old_table() {
        Some(table) => verdict.locks(LockLevel::AccessExclusive, &table),
        None => verdict,
    })
}
