//! A foreign key on an existing table.

use std::collections::BTreeSet;

use icms_model::effect::{Action, ConstraintAction, ConstraintBuild, Opaque};
use icms_model::{
    DataType, ForeignKey, KeyPart, LockLevel, ObjectKind, QualifiedName, ReferentialAction, Table, Uniqueness,
};
use icms_sql::Name;

use crate::case::Case;
use crate::unmanaged::path_after;
use crate::verdict::Verdict;
use crate::{Class, Harm, Impact, OldClient};

crate::rules::rule! {
    "foreign_key_added",
    ["ICMS215", "ICMS313", "ICMS314", "ICMS317", "ICMS318", "ICMS328", "ICMS329", "ICMS330", "ICMS331"]
}

fn judge(case: &Case<'_>) -> Option<Verdict> {
    if target_not_unique(case) {
        let message = "this always fails: nothing makes the referenced columns unique";
        let verdict = Verdict::refused("ICMS329", "42830", message);
        return Some(verdict.remedy("add a unique constraint over exactly these columns first").states("", ""));
    }
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
    if let Some(verdict) = refused(case, key) {
        return Some(verdict.states("", state));
    }
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

/// Whether the effect is a foreign key that a server refuses because nothing makes its target unique.
pub(crate) fn target_not_unique(case: &Case<'_>) -> bool {
    let tokens = icms_sql::statement_tokens(case.statement.text());
    let refused = matches!(case.effect.action, Action::Opaque(Opaque::Refused(_)));
    let Some(target) = path_after(case, case.statement.text(), &["references"]).filter(|_| refused) else { return false };
    let Some(parent) = case.before().tables.named(&target).filter(|_| case.table_name() == Some(target)) else {
        return false;
    };
    let behind = tokens.iter().skip_while(|t| *t != "references").skip_while(|t| *t != "(");
    let columns: Vec<Name> = behind.skip(1).take_while(|t| *t != ")").filter(|t| *t != ",").map(Name::new).collect();
    if columns.is_empty() { parent.primary_key.is_none() } else { !is_unique(parent, &columns) }
}

/// What a server refuses whatever the rows are.
fn refused(case: &Case<'_>, key: &ForeignKey) -> Option<Verdict> {
    let parent = case.after().tables.named(&key.references)?;
    let child = case.table_after()?;
    let differ = |(own, other): (&Name, &Name)| {
        let types = child.column(own.as_str()).zip(parent.column(other.as_str()));
        types.is_some_and(|(own, other)| cannot_compare(&own.data_type, &other.data_type))
    };
    key.columns.iter().zip(&key.referenced).any(differ).then(|| {
        let message = "this always fails: values of the two types cannot be compared";
        Verdict::refused("ICMS330", "42804", message).remedy("give both columns the same type first")
    })
}

fn is_unique(table: &Table, columns: &[Name]) -> bool {
    let wanted: BTreeSet<&Name> = columns.iter().collect();
    let same = |key: &[Name]| key.iter().collect::<BTreeSet<_>>() == wanted;
    let by_index = table.indexes.iter().filter(|i| i.uniqueness != Uniqueness::Plain && i.predicate.is_none()).any(|index| {
        let parts = index.keys.iter().map(|key| match &key.part {
            KeyPart::Column(name) => Some(name),
            KeyPart::Expression(_) => None,
        });
        parts.collect::<Option<BTreeSet<_>>>().as_ref() == Some(&wanted)
    });
    table.primary_key.as_ref().is_some_and(|key| same(&key.columns))
        || table.uniques.iter().any(|unique| same(&unique.columns))
        || by_index
}

/// Whether no operator compares them, for the types that are built in.
fn cannot_compare(own: &DataType, other: &DataType) -> bool {
    let categories = own.as_builtin().zip(other.as_builtin()).map(|(a, b)| (a.category(), b.category()));
    own.array != other.array || categories.is_some_and(|(a, b)| a != b)
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
