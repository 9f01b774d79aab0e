//! `icms migrate lock`

use clap::{Args, Subcommand};
use icms_workspace::migrate::lock::{self, Holder};
use icms_workspace::{Outcome, Project};
use serde_json::{Value, json};

use crate::arguments::Format;
use crate::terminal::Terminal;

/// Who holds the migration lock
#[derive(Debug, Args)]
pub struct Lock {
    #[command(subcommand)]
    action: Option<Action>,
    /// How to print the result
    #[arg(long, value_enum, default_value_t, global = true)]
    pub format: Format,
}

#[derive(Debug, Clone, Copy, Subcommand)]
enum Action {
    /// Say who holds it, and what they do
    Status,
    /// End the holder, if it is dead
    Clear,
}

impl Lock {
    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let (holder, cleared) = match self.action.unwrap_or(Action::Status) {
            Action::Status => (lock::holder(project)?, false),
            Action::Clear => (lock::clear(lock::SILENCE, project)?, true),
        };
        match self.format {
            Format::Json => terminal.json(&document(holder.as_ref(), cleared)),
            Format::Text => terminal.result(&text(holder.as_ref(), cleared)),
        }
        Ok(0)
    }
}

fn text(holder: Option<&Holder>, cleared: bool) -> String {
    let Some(holder) = holder else { return "nobody holds the migration lock\n".to_owned() };
    let from = holder.client.as_deref().unwrap_or("a local socket");
    let mut text = format!(
        "process {} ({}, role {}, from {from}), connected since {}\n",
        holder.process, holder.application, holder.role, holder.since
    );
    if let Some(activity) = &holder.activity {
        let seconds = activity.lasting.as_secs();
        text.push_str(&format!("{} for {seconds} s: {}\n", activity.state, activity.statement));
    }
    match (cleared, holder.alive(lock::SILENCE)) {
        (true, _) => text.push_str("it was silent and has been ended\n"),
        (false, Some(_)) => {}
        (false, None) => text.push_str("it is silent: `icms migrate lock clear` ends it\n"),
    }
    text
}

fn document(holder: Option<&Holder>, cleared: bool) -> Value {
    json!({
        "version": 1, "held": holder.is_some() && !cleared, "cleared": cleared && holder.is_some(),
        "holder": holder.map(holder_json),
    })
}

/// A holder of the lock, as a part of a document.
pub fn holder_json(holder: &Holder) -> Value {
    let activity = holder
        .activity
        .as_ref()
        .map(|a| json!({"state": a.state, "seconds": a.lasting.as_secs(), "statement": a.statement}));
    json!({
        "process": holder.process, "application": holder.application, "role": holder.role,
        "client": holder.client, "since": holder.since, "activity": activity,
        "dead": holder.alive(lock::SILENCE).is_none(),
    })
}
