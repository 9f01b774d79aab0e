//! A statement whose effect cannot be known from its text.

use icms_model::effect::{Action, Opaque};
use icms_sql::Statement;

use crate::case::Case;
use crate::rules::{column_type_refused, foreign_key_added};
use crate::verdict::Verdict;
use crate::whole::Step;
use crate::{Class, Harm, OldClient, Reversible};

crate::rules::rule! { "opaque_statement", ["ICMS900", "ICMS901"] }

fn judge(case: &Case<'_>) -> Option<Verdict> {
    let Action::Opaque(why) = &case.effect.action else { return None };
    // Some refusals have rules that say more.
    if column_type_refused::read_by_view(case) || foreign_key_added::target_not_unique(case) {
        return None;
    }
    let (code, message) = match why {
        // What needs it is judged by the rule of the object that was to go.
        Opaque::Held(_) => return None,
        Opaque::Unparsable => ("ICMS900", "this statement cannot be read".to_owned()),
        Opaque::AnonymousBlock => ("ICMS901", "a DO block can do anything".to_owned()),
        Opaque::Call => ("ICMS901", "a procedure can do anything".to_owned()),
        Opaque::Program => ("ICMS901", "this runs a program of the project, which can do anything".to_owned()),
        Opaque::FunctionCall => ("ICMS901", "the function may change anything".to_owned()),
        Opaque::Prepared => ("ICMS901", "a prepared statement can do anything".to_owned()),
        Opaque::MetaCommand => ("ICMS901", "only psql understands this line".to_owned()),
        Opaque::MissingObject(name) => ("ICMS901", format!("{name} does not exist at this point: the statement fails")),
        Opaque::Refused(why) => ("ICMS901", format!("a server refuses this statement: {why}")),
        Opaque::Unknown => ("ICMS901", "this kind of statement is not understood".to_owned()),
    };
    Some(
        Verdict::new(code, Class::Breaking, message)
            .remedy("write plain statements; what must be dynamic goes into a migration of its own that is acknowledged")
            .old_client(OldClient::Fails)
            .reversible(Reversible::Irreversible)
            .harm(Harm::Unanalysable)
            .states("", case.statement.normalized()),
    )
}

/// A DO block that `replay` could see through is still code: nobody who reads the script sees what runs, and on
/// another database it may be something else. Its effects are judged besides.
pub(crate) fn block(statement: &Statement, step: &Step) -> Option<Verdict> {
    let is_block = statement.leading_words(1).iter().any(|word| word == "do");
    if !is_block || step.effects.is_opaque() {
        return None;
    }
    Some(
        Verdict::new("ICMS901", Class::Breaking, "a DO block decides when it runs what it does")
            .remedy("write plain statements")
            .old_client(OldClient::Fails)
            .reversible(Reversible::Irreversible)
            .harm(Harm::Unanalysable)
            .states("", statement.normalized()),
    )
}
