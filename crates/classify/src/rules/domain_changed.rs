//! A domain comes, goes, or refuses other values than before.

use icms_model::effect::{Action, Opaque};
use icms_model::{LockLevel, ObjectKind, QualifiedName};

use crate::case::Case;
use crate::unmanaged::{Verb, says, touched};
use crate::verdict::Verdict;
use crate::{Class, Harm, Impact, OldClient, Reversible};

crate::rules::rule! {
    "domain_changed",
    [
        "ICMS512", "ICMS513", "ICMS514", "ICMS515", "ICMS516", "ICMS517", "ICMS518", "ICMS519", "ICMS520", "ICMS526",
    ]
}

fn judge(case: &Case<'_>) -> Option<Verdict> {
    if is_held(case) {
        return crate::held::held(case, ObjectKind::Enum, "ICMS520");
    }
    let touched = touched(case, &["domain"])?;
    let verdict = match touched.verb {
        Verb::Create => Verdict::new("ICMS512", Class::Safe, "a new type: nobody uses it yet"),
        Verb::Alter => altered(case, touched.name)?,
        Verb::Drop => cascades(case, touched.name)?,
        Verb::Grant | Verb::Revoke | Verb::Other => return None,
    };
    Some(verdict.states("", case.statement.normalized()))
}

/// A refused drop of a type is one of a domain when the list says so.
pub(crate) fn is_held(case: &Case<'_>) -> bool {
    let Action::Opaque(Opaque::Held(_)) = &case.effect.action else { return false };
    let [namespace, name] = case.effect.object.path.as_slice() else { return false };
    let shown = format!("{namespace}.{name}");
    case.kind() == ObjectKind::Enum && case.before().unmanaged.iter().any(|o| *o.kind == *"domain" && *o.name == *shown)
}

/// `CASCADE` takes the columns along; a domain that nobody uses goes like any other type.
fn cascades(case: &Case<'_>, name: &str) -> Option<Verdict> {
    let columns = case.columns_of_type(name);
    let cascade = icms_sql::statement_tokens(case.statement.text()).last().is_some_and(|t| t == "cascade");
    if !cascade || columns.is_empty() {
        return None;
    }
    let verdict = Verdict::new("ICMS526", Class::Breaking, "CASCADE silently drops every column of the domain")
        .remedy("move the columns to another type first, and never say CASCADE")
        .loses("every column of the domain")
        .old_client(OldClient::Fails)
        .reversible(Reversible::Irreversible);
    Some(columns.iter().fold(verdict, |v, table| v.locks(LockLevel::AccessExclusive, table)))
}

fn altered(case: &Case<'_>, name: &str) -> Option<Verdict> {
    let tables = case.columns_of_type(name);
    if says(case, &["validate", "constraint"]) {
        let message = "every table that uses the domain is read, and refuses writes meanwhile";
        return Some(scanning(Verdict::new("ICMS515", Class::Safe, message).fails_with("23514"), &tables));
    }
    if says(case, &["drop", "constraint"]) {
        let verdict = Verdict::new("ICMS516", Class::Safe, "values that violated it are accepted from now on");
        return Some(verdict.reversible(Reversible::Lossy));
    }
    if says(case, &["drop", "not", "null"]) {
        let message = "NULL is allowed; readers of the running release may meet one";
        let verdict = Verdict::new("ICMS518", Class::Safe, message).old_client(OldClient::FailsOnNewData);
        return Some(verdict.reversible(Reversible::Lossy));
    }
    if says(case, &["set", "default"]) || says(case, &["drop", "default"]) {
        return Some(Verdict::new("ICMS519", Class::Safe, "columns of the domain without a default of their own get another one"));
    }
    let stricter = |code, message: &str| {
        Verdict::new(code, Class::Risky, message)
            .remedy("ADD CONSTRAINT … NOT VALID, then VALIDATE CONSTRAINT in a transaction of its own")
            .old_client(OldClient::FailsOnNewData)
            .harm(Harm::RejectsWrites)
    };
    if says(case, &["set", "not", "null"]) {
        let message = "every table that uses the domain is read; a NULL makes it fail, and is refused from now on";
        return Some(scanning(stricter("ICMS517", message).fails_with("23502"), &tables));
    }
    let adds = says(case, &["add", "constraint"]) || says(case, &["add", "check"]) || says(case, &["add", "not", "null"]);
    if adds && says(case, &["not", "valid"]) {
        return Some(stricter("ICMS514", "values that violate it are refused from now on; stored ones are not looked at"));
    }
    let message = "every table that uses the domain is read; values that violate it make it fail, and are refused from now on";
    adds.then(|| scanning(stricter("ICMS513", message).fails_with("23514"), &tables))
}

/// Every table with a column of the domain is read under a lock that blocks writes.
fn scanning(verdict: Verdict, tables: &[QualifiedName]) -> Verdict {
    tables.iter().fold(verdict, |v, table| {
        v.locks(LockLevel::Share, table).scans(table).impact(Impact::BlocksWrites)
    })
}
