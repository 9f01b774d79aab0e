//! Where every migration stands, as text and JSON.

use std::fmt::Write as _;

use icms_journal::{Entry, Seal, State};
use serde_json::{Value, json};

use crate::counted;
use crate::paint::{Paint, Tone};

/// One line each, and what to do about the ones that are not clean.
#[must_use]
pub fn status_text(entries: &[Entry], paint: Paint) -> String {
    let mut out = String::new();
    for entry in entries {
        let tone = match entry.state {
            State::Applied => Tone::Good,
            State::Pending => Tone::Dim,
            State::Failed { .. }
            | State::Undoing
            | State::Edited
            | State::Missing
            | State::Diverged
            | State::Partial { .. } => Tone::Bad,
        };
        let word = paint.tone(tone, &format!("{:<8}", entry.state.word()));
        let _ = writeln!(out, "{word}  {}", entry.id);
        if let Some(advice) = advice(&entry.state) {
            let _ = writeln!(out, "          {advice}");
        }
        if entry.seal == Seal::Broken {
            let seal = format!("it was edited after it was sealed: `icms migrate seal {}`", entry.id);
            let _ = writeln!(out, "          {seal}");
        }
    }
    let pending = entries.iter().filter(|e| e.state == State::Pending).count();
    let _ = writeln!(out, "{}, {pending} pending", counted(entries.len(), "migration"));
    out
}

fn advice(state: &State) -> Option<String> {
    Some(match state {
        State::Applied | State::Pending => return None,
        State::Failed { statement, message } => {
            let at = statement.map_or_else(String::new, |n| format!("statement {n}: "));
            format!(
                "{at}{message}; mend the script from there on and deploy again, what is applied stays \
                 (`icms migrate resolve` when you finished or undid it by hand)"
            )
        }
        State::Undoing => "its way back was begun: run `icms migrate down` to finish it".to_owned(),
        State::Edited => {
            "its script differs from what was applied: restore it, and write the change as a new migration"
                .to_owned()
        }
        State::Missing => {
            "it is applied, and its folder is not here: restore it, or deploy from the branch that has it"
                .to_owned()
        }
        State::Diverged => {
            "later ones are applied: `icms migrate rebase` puts it behind them; it is never skipped"
                .to_owned()
        }
        State::Partial { lacking } => {
            let names: Vec<&str> = lacking.iter().map(icms_journal::MigrationId::as_str).collect();
            format!(
                "it was folded from migrations of which {} not applied here: deploy the revision before \
                 `icms migrate squash` first",
                match names.as_slice() {
                    [one] => format!("{one} is"),
                    several => format!("{} are", several.join(", ")),
                }
            )
        }
    })
}

/// The document of `icms migrate status --format json`.
#[must_use]
pub fn status_json(entries: &[Entry]) -> Value {
    let one = |entry: &Entry| {
        let (statement, error) = match &entry.state {
            State::Failed { statement, message } => (*statement, Some(message)),
            State::Applied
            | State::Undoing
            | State::Pending
            | State::Edited
            | State::Missing
            | State::Diverged
            | State::Partial { .. } => (None, None),
        };
        let sealed = entry.seal == Seal::Whole;
        json!({
            "id": entry.id.as_str(), "state": entry.state.word(), "statement": statement, "error": error, "sealed": sealed,
        })
    };
    let clean = entries.iter().all(|e| e.state.is_clean());
    json!({"version": 1, "clean": clean, "migrations": entries.iter().map(one).collect::<Vec<_>>()})
}
