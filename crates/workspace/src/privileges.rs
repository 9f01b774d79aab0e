//! What a role must own or may do for the scripts that are about to run, asked before the first statement.

use std::borrow::Cow;

use icms_connect::Session;
use icms_diagnostic::{Diagnostic, FileId};
use icms_execute::Direction;
use icms_introspect::{Intent, missing_privileges};
use icms_journal::Migration;
use icms_model::effect::{Action, Effect, EnumAction, ObjectAction, TableAction};
use icms_model::{ObjectKind, ObjectRef, Schema};
use icms_replay::Replay;
use icms_sql::{Name, Script};

use crate::Outcome;
use crate::codes;

/// Refuses scripts that this session's role may not run, naming everything it lacks.
///
/// # Errors
/// A missing privilege; what the server says.
pub fn demand(session: &mut Session, intent: &Intent) -> Outcome<()> {
    let missing = missing_privileges(session, &there(intent, session.home())).map_err(Box::new)?;
    if missing.is_empty() {
        return Ok(());
    }
    let list: Vec<String> = missing.iter().map(ToString::to_string).collect();
    let refusal = Diagnostic::error(codes::PRIVILEGES, format!("nothing was run: {}", list.join("; ")))
        .help("run it as the owner, or let the owner grant what is missing; `icms explain E5210` tells how");
    Err(refusal.into())
}

/// What scripts are going to do: `applied` ran before, `next` are to run. What a `DO` block does is not known here, and
/// what it lacks shows when it runs.
pub fn intent(applied: &[&Migration], next: &[&Migration], way: Direction) -> Intent {
    let mut replay = Replay::new(Schema::empty());
    for migration in applied {
        for statement in &Script::parse(FileId(0), &migration.up).statements {
            replay.apply(statement);
        }
    }
    let mut intent = Intent::default();
    for migration in next {
        let text = match way {
            Direction::Up => &migration.up,
            Direction::Down => migration.down.as_deref().unwrap_or_default(),
        };
        for statement in &Script::parse(FileId(0), text).statements {
            for effect in replay.apply(statement).effects {
                add(&mut intent, effect);
            }
        }
    }
    intent
}

/// The same in a session that is at home elsewhere than in `public`.
fn there<'i>(intent: &'i Intent, home: &str) -> Cow<'i, Intent> {
    if home == "public" {
        return Cow::Borrowed(intent);
    }
    let moved = |name: &Name| if *name == "public" { Name::new(home) } else { name.clone() };
    let object = |object: &ObjectRef| {
        let mut there = object.clone();
        if let Some(first) = there.path.first_mut() {
            *first = moved(first);
        }
        there
    };
    Cow::Owned(Intent {
        changes: intent.changes.iter().map(object).collect(),
        creates_in: intent.creates_in.iter().map(moved).collect(),
        creates: intent.creates.clone(),
    })
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
