//! Where every migration stands, as text and JSON.

use std::fmt::Write as _;

use icms_journal::{Entry, State};
use serde_json::{Value, json};

use crate::paint::{Paint, Tone};

/// One line each, and what to do about the ones that are not clean.
#[must_use]
pub fn status_text(entries: &[Entry], paint: Paint) -> String {
    let mut out = String::new();
    for entry in entries {
        let tone = match entry.state {
            State::Applied => Tone::Good,
            State::Pending => Tone::Dim,
            State::Failed { .. } | State::Undoing | State::Edited | State::Missing | State::Diverged => {
                Tone::Bad
            }
        };
        let word = paint.tone(tone, &format!("{:<8}", entry.state.word()));
        let _ = writeln!(out, "{word}  {}", entry.id);
        if let Some(advice) = advice(&entry.state) {
            let _ = writeln!(out, "          {advice}");
        }
    }
    let pending = entries.iter().filter(|e| e.state == State::Pending).count();
    let _ = writeln!(out, "{} migrations, {pending} pending", entries.len());
    out
}

fn advice(state: &State) -> Option<String> {
    Some(match state {
        State::Applied | State::Pending => return None,
        State::Failed { statement, message } => {
            let at = statement.map_or_else(String::new, |n| format!("statement {n}: "));
            format!("{at}{message}; mend the script and deploy again, what is applied stays")
        }
        State::Undoing => "its way back was begun: run `icms migrate down` to finish it".to_owned(),
        State::Edited => "its script differs from what was applied: restore it".to_owned(),
        State::Missing => "it is applied, and its folder is not here: restore it".to_owned(),
        State::Diverged => "later ones are applied: run `icms migrate rebase`".to_owned(),
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
            | State::Diverged => (None, None),
        };
        json!({"id": entry.id.as_str(), "state": entry.state.word(), "statement": statement, "error": error})
    };
    let clean = entries.iter().all(|e| e.state.is_clean());
    json!({"version": 1, "clean": clean, "migrations": entries.iter().map(one).collect::<Vec<_>>()})
}
