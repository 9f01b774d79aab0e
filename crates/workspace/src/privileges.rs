//! What a role must own or may do for the scripts that are about to run, asked before the first statement.

use icms_connect::Session;
use icms_diagnostic::{Diagnostic, FileId};
use icms_introspect::{Intent, missing_privileges};
use icms_model::effect::{Action, Effect, EnumAction, ObjectAction, TableAction};
use icms_model::{ObjectKind, ObjectRef, Schema};
use icms_replay::Replay;
use icms_sql::{Name, Script};

use crate::Outcome;
use crate::codes;

/// Refuses scripts that this session's role may not run, naming everything it lacks.
///
/// `applied` are the scripts that ran before, `next` those to run. What a `DO` block does is not known here, and what
/// it lacks shows when it runs.
///
/// # Errors
/// A missing privilege; what the server says.
pub fn demand<'s>(
    session: &mut Session,
    applied: impl IntoIterator<Item = &'s str>,
    next: impl IntoIterator<Item = &'s str>,
) -> Outcome<()> {
    let missing = missing_privileges(session, &intent(session.home(), applied, next)).map_err(Box::new)?;
    if missing.is_empty() {
        return Ok(());
    }
    let list: Vec<String> = missing.iter().map(ToString::to_string).collect();
    let refusal = Diagnostic::error(codes::PRIVILEGES, format!("nothing was run: {}", list.join("; ")))
        .help("run it as the owner, or let the owner grant what is missing; `icms explain E5210` tells how");
    Err(refusal.into())
}

fn intent<'s>(
    home: &str,
    applied: impl IntoIterator<Item = &'s str>,
    next: impl IntoIterator<Item = &'s str>,
) -> Intent {
    let mut replay = Replay::new(Schema::empty_in(Name::new(home)));
    for text in applied {
        for statement in &Script::parse(FileId(0), text).statements {
            replay.apply(statement);
        }
    }
    let mut intent = Intent::default();
    for text in next {
        for statement in &Script::parse(FileId(0), text).statements {
            for effect in replay.apply(statement).effects {
                add(&mut intent, effect);
            }
        }
    }
    intent
}

fn add(intent: &mut Intent, effect: Effect) {
    let Effect { object, action } = effect;
    match action {
        Action::Table(TableAction::Create { .. }) | Action::Enum(EnumAction::Create) => {
            create(intent, object)
        }
        Action::Object(ObjectAction::Create { .. }) => create(intent, object),
        Action::Object(ObjectAction::Rename { to }) => {
            if to.path.first() != object.path.first() && to.path.len() > 1 {
                create(intent, to);
            }
            intent.changes.insert(object);
        }
        Action::Table(_)
        | Action::Column(_)
        | Action::Constraint(_)
        | Action::Index(_)
        | Action::Enum(_)
        | Action::Object(_) => {
            intent.changes.insert(object);
        }
        Action::Unmanaged { .. } | Action::Data(_) | Action::Session | Action::Opaque(_) => {}
    }
}

fn create(intent: &mut Intent, object: ObjectRef) {
    match object.kind {
        ObjectKind::Namespace | ObjectKind::Extension => {
            intent.creates.insert(object);
        }
        ObjectKind::Enum
        | ObjectKind::Sequence
        | ObjectKind::Table
        | ObjectKind::Function
        | ObjectKind::View => {
            intent.creates_in.extend(object.path.first().cloned());
        }
        ObjectKind::Column
        | ObjectKind::PrimaryKey
        | ObjectKind::Unique
        | ObjectKind::Check
        | ObjectKind::Index
        | ObjectKind::ForeignKey
        | ObjectKind::Comment => {
            intent.changes.insert(object);
        }
    }
}
