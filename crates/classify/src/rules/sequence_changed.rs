//! How a sequence counts, and whom it belongs to.

use icms_model::effect::{Action, ObjectAction};
use icms_model::{LockLevel, ObjectKind};

use crate::case::Case;
use crate::verdict::Verdict;
use crate::{Class, OldClient};

crate::rules::rule! { "sequence_changed", ["ICMS832", "ICMS833", "ICMS834", "ICMS834b", "ICMS835"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    if case.kind() != ObjectKind::Sequence {
        return None;
    }
    let Action::Object(action) = &case.effect.action else { return None };
    let verdict = match action {
        ObjectAction::Restart => {
            Verdict::new("ICMS832", Class::Risky, "it may give values that rows have already; nobody gets one until the commit")
        }
        ObjectAction::OwnedBy => Verdict::new("ICMS835", Class::Safe, "it is dropped with its column from now on"),
        ObjectAction::Alter => altered(case),
        ObjectAction::Create { .. }
        | ObjectAction::Replace
        | ObjectAction::Drop { .. }
        | ObjectAction::Rename { .. }
        | ObjectAction::Refresh(_)
        | ObjectAction::Comment => return None,
    };
    let name = crate::rules::sequence_dropped::sequence(case)?;
    Some(verdict.locks(LockLevel::ShareRowExclusive, &name).states("", case.statement.normalized()))
}

fn altered(case: &Case<'_>) -> Verdict {
    let name = crate::rules::sequence_dropped::sequence(case);
    let options = |schema: &icms_model::Schema| {
        name.as_ref().and_then(|n| schema.sequences.named(n)).map(|s| s.options.clone())
    };
    let (before, after) = (options(case.before()), options(case.after()));
    match (before, after) {
        (Some(b), Some(a)) if (b.min, b.max, b.increment) == (a.min, a.max, a.increment) && b.data_type != a.data_type => {
            Verdict::new("ICMS834", Class::Safe, "another integer type of the sequence")
        }
        (Some(b), Some(a)) if b.increment != a.increment => {
            Verdict::new("ICMS833", Class::Risky, "another step: clients that take values in blocks collide")
        }
        (Some(b), Some(a)) if a.max >= b.max && a.min <= b.min => Verdict::new("ICMS834", Class::Safe, "wider bounds of the sequence"),
        _ => Verdict::new("ICMS834b", Class::Risky, "narrower bounds: refused when it stands outside, exhausted sooner").fails_with("22023").old_client(OldClient::FailsOnNewData),
    }
}
