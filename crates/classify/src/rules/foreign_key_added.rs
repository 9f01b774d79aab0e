//! A foreign key on an existing table.

use icms_model::effect::{Action, ConstraintAction, ConstraintBuild};
use icms_model::{ForeignKey, LockLevel, ObjectKind, QualifiedName, ReferentialAction};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, Harm, Impact, OldClient};

crate::rules::rule! {
    "foreign_key_added",
    ["ICMS215", "ICMS313", "ICMS314", "ICMS317", "ICMS318", "ICMS328", "ICMS331"]
}

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Constraint(ConstraintAction::Add(build)) = &case.effect.action else { return None };
    if case.kind() != ObjectKind::ForeignKey {
        return None;
    }
    let key = case.table_after()?.foreign_keys.iter().find(|k| Some(&k.name) == case.member())?;
    let parent = (!case.whole.born.contains(&key.references)).then_some(&key.references);
    let locked = |v: Verdict| match parent {
        Some(parent) => v.locks(LockLevel::ShareRowExclusive, parent),
        None => v,
    };
    let state = state(key);
    let Some(table) = case.old_table() else {
        let verdict = Verdict::new("ICMS313", Class::Safe, "the foreign key of a table without rows");
        return Some(locked(verdict).states("", state));
    };
    if key.columns.iter().any(|c| case.is_new_and_null(&table, c)) {
        let verdict = Verdict::new("ICMS215", Class::Safe, "a foreign key over new columns that are NULL everywhere");
        return Some(locked(verdict.locks(LockLevel::ShareRowExclusive, &table)).states("", state));
    }
    let (code, message) = described(case, key, &table, build);
    let verdict = Verdict::new(code, Class::Breaking, message)
        .remedy("ADD CONSTRAINT … NOT VALID, then VALIDATE CONSTRAINT in a transaction of its own")
        .locks(LockLevel::ShareRowExclusive, &table)
        .old_client(OldClient::FailsOnNewData)
        .harm(Harm::RejectsWrites)
        .states("", state);
    let verdict = locked(verdict);
    Some(match build {
        ConstraintBuild::NotValid => verdict,
        ConstraintBuild::Immediate | ConstraintBuild::UsingIndex(_) | ConstraintBuild::WithColumn => {
            verdict.scans(&table).impact(Impact::BlocksWrites).fails_with("23503")
        }
    })
}

fn described(
    case: &Case<'_>,
    key: &ForeignKey,
    table: &QualifiedName,
    build: &ConstraintBuild,
) -> (&'static str, &'static str) {
    let old = crate::rules::foreign_key_dropped::replaced_by(case, key);
    let cascades = [key.on_delete, key.on_update].contains(&ReferentialAction::Cascade);
    match (old, build) {
        (Some(old), _) if old.references == key.references => ("ICMS317", "the foreign key does something else on DELETE or UPDATE from now on"),
        (Some(_), _) => ("ICMS318", "the foreign key points to another table from now on"),
        (None, ConstraintBuild::NotValid) if cascades => ("ICMS331", "deletes in the referenced table take rows along from now on"),
        (None, ConstraintBuild::NotValid) => ("ICMS314", "rows without a counterpart are refused from now on; existing ones are not looked at"),
        (None, _) if key.references == *table => ("ICMS328", "rows without a counterpart make it fail, and are refused from now on"),
        (None, _) => ("ICMS313", "rows without a counterpart make it fail, and are refused from now on; both tables refuse writes meanwhile"),
    }
}

fn state(key: &ForeignKey) -> String {
    let list = |names: &[icms_sql::Name]| names.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    format!(
        "({}) references {} ({}) on delete {:?} on update {:?}",
        list(&key.columns),
        key.references,
        list(&key.referenced),
        key.on_delete,
        key.on_update
    )
}
