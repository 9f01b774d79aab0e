//! An enum, or another type, that goes.

use icms_model::effect::{Action, Behavior, EnumAction};
use icms_model::{LockLevel, ObjectKind, QualifiedName};

use crate::case::Case;
use crate::held::held;
use crate::unmanaged::{Touched, Verb, touched};
use crate::verdict::Verdict;
use crate::{Class, OldClient, Reversible};

crate::rules::rule! { "enum_dropped", ["ICMS509", "ICMS510", "ICMS511"] }

/// Types that the model has no words for.
const OTHERS: &[&str] = &["domain", "composite type", "range type", "base type", "shell type"];

fn judge(case: &Case<'_>) -> Option<Verdict> {
    if let Some(touched) = touched(case, OTHERS) {
        return unmanaged(case, touched);
    }
    let Action::Enum(EnumAction::Drop { behavior, .. }) = case.effect.action else {
        let domain = crate::rules::domain_changed::is_held(case);
        return if domain { None } else { held(case, ObjectKind::Enum, "ICMS509") };
    };
    if case.skipped() || crate::rules::enum_value_removed::is_rebuilt(case) {
        return None;
    }
    let name = case.effect.object.to_string();
    let tables = case.columns_of_type(&name_of(case));
    Some(gone(behavior, &tables).states(name, ""))
}

/// The enum's name as columns say it.
fn name_of(case: &Case<'_>) -> String {
    case.effect.object.path.iter().map(ToString::to_string).collect::<Vec<_>>().join(".")
}

fn gone(behavior: Behavior, tables: &[QualifiedName]) -> Verdict {
    let verdict = match behavior {
        Behavior::Restrict => Verdict::new("ICMS510", Class::Risky, "casts of the running release to the type fail"),
        Behavior::Cascade => Verdict::new("ICMS511", Class::Breaking, "CASCADE silently drops every column of the type")
            .remedy("move the columns to another type first, and never say CASCADE")
            .loses("every column of the type")
            .reversible(Reversible::Irreversible),
    };
    let verdict = verdict.old_client(OldClient::Fails);
    tables.iter().fold(verdict, |v, table| v.locks(LockLevel::AccessExclusive, table))
}

/// A domain with columns that go along has a rule of its own.
fn unmanaged(case: &Case<'_>, touched: Touched<'_>) -> Option<Verdict> {
    let tables = case.columns_of_type(touched.name);
    let cascade = icms_sql::statement_tokens(case.statement.text()).last().is_some_and(|t| t == "cascade");
    if touched.verb != Verb::Drop || (cascade && touched.kind == "domain" && !tables.is_empty()) {
        return None;
    }
    let behavior = if cascade { Behavior::Cascade } else { Behavior::Restrict };
    Some(gone(behavior, &tables).states(touched.name, ""))
}
