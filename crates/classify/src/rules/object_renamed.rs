//! A namespace, sequence, view, function or extension under another name or in another namespace.

use icms_model::effect::{Action, ObjectAction};
use icms_model::{LockLevel, ObjectKind};

use crate::case::Case;
use crate::rules::sequence_dropped;
use crate::verdict::Verdict;
use crate::{Class, OldClient};

crate::rules::rule! { "object_renamed", ["ICMS607", "ICMS617", "ICMS824", "ICMS838"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Object(ObjectAction::Rename { to }) = &case.effect.action else { return None };
    let (code, class, message) = match case.kind() {
        ObjectKind::Namespace => ("ICMS824", Class::Breaking, "everything in it is called otherwise, and no lock shows it"),
        ObjectKind::Sequence => ("ICMS838", Class::Risky, "nextval('…') of the running release fails; defaults follow"),
        ObjectKind::Function => ("ICMS617", Class::Risky, "calls of the running release fail"),
        ObjectKind::View => ("ICMS607", Class::Risky, "statements of the running release that name the view fail"),
        ObjectKind::Extension
        | ObjectKind::Enum
        | ObjectKind::Table
        | ObjectKind::Column
        | ObjectKind::PrimaryKey
        | ObjectKind::Unique
        | ObjectKind::Check
        | ObjectKind::Index
        | ObjectKind::ForeignKey
        | ObjectKind::Comment => return None,
    };
    let verdict = Verdict::new(code, class, message).old_client(OldClient::Fails);
    let verdict = verdict.states(case.effect.object.to_string(), to.to_string());
    let relation = matches!(case.kind(), ObjectKind::Sequence | ObjectKind::View);
    Some(match sequence_dropped::sequence(case).filter(|_| relation) {
        Some(name) => verdict.locks(LockLevel::AccessExclusive, &name),
        None => verdict,
    })
}
