//! A new column that an INSERT may leave out, filled without writing the table anew.

use icms_model::LockLevel;
use icms_model::effect::{Action, ColumnAction, Guard};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, Reversible, Rule};

pub(crate) const RULE: Rule = Rule {
    id: "column_added",
    codes: &["ICMS201"],
    page: include_str!("../../../../docs/rules/column_added.md"),
    judge,
};

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Column(ColumnAction::Add { guard }) = case.effect.action else { return None };
    let column = case.column_after()?;
    let plain = column.default.is_none() && column.identity.is_none() && column.generated.is_none();
    if guard == Guard::Skipped || column.not_null || !plain {
        return None;
    }
    Some(
        Verdict::new("ICMS201", Class::Safe, "a new column that is NULL everywhere")
            .locks(LockLevel::AccessExclusive, &case.table_name()?)
            .reversible(Reversible::Lossy)
            .states("", column.data_type.to_string()),
    )
}
