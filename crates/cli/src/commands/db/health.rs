//! `icms db health`

use std::time::Duration;

use clap::Args;
use icms_workspace::db::health::{self, Answer, Drift, Role};
use icms_workspace::{Outcome, Project};
use serde_json::{Value, json};

use crate::arguments::Format;
use crate::clock;
use crate::commands::migrate::lock::holder_json;
use crate::terminal::Terminal;

/// Whether the database answers and no migration has failed, for probes: 0 healthy, 1 not
#[derive(Debug, Args)]
pub struct Health {
    /// How long it may take to answer
    #[arg(long, value_name = "SECONDS", default_value_t = health::PATIENCE.as_secs())]
    timeout: u64,
    /// How to print the result
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

impl Health {
    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let health = health::run(Duration::from_secs(self.timeout), project);
        let word = if health.is_good() { "healthy" } else { "unhealthy" };
        match (&health, self.format) {
            (health::Health::Answered(answer), Format::Json) => terminal.json(&document(word, answer)),
            (health::Health::Answered(answer), Format::Text) => terminal.result(&text(word, answer)),
            (health::Health::Unreachable(failure), Format::Json) => {
                let all = icms_report::diagnostics_json(&failure.diagnostics, &failure.sources);
                terminal.json(&json!({
                    "version": 1, "status": word, "timestamp": clock::utc(), "diagnostics": all["diagnostics"],
                }));
            }
            (health::Health::Unreachable(failure), Format::Text) => {
                terminal.result(&format!("{word}\n"));
                terminal.failure(failure, Format::Text);
            }
        }
        Ok(u8::from(!health.is_good()))
    }
}

fn text(word: &str, answer: &Answer) -> String {
    let pulse = &answer.pulse;
    let role = match (pulse.role, pulse.lag) {
        (Role::Primary, _) => String::new(),
        (Role::Standby, Some(lag)) => format!(", a standby {:.1} s behind", lag.as_secs_f32()),
        (Role::Standby, None) => ", a standby".to_owned(),
    };
    let mut lines = vec![
        word.to_owned(),
        format!("server       PostgreSQL {}{role}", answer.server),
        format!("connections  {} of {}", pulse.connections, pulse.max_connections),
    ];
    lines.push(match &answer.latest {
        Some((id, at)) => format!("migrations   {id} at {at}, {} pending", answer.pending()),
        None => format!("migrations   none applied, {} pending", answer.pending()),
    });
    lines.extend(answer.failed().map(|entry| format!("failed       {}", entry.id)));
    lines.push(match &answer.drift {
        Drift::None => "drift        no".to_owned(),
        Drift::Some => "drift        yes: `icms drift` tells what".to_owned(),
        Drift::Unknown(why) => format!("drift        unknown: {why}"),
    });
    if let Some(holder) = &answer.lock {
        lines.push(format!("lock         process {} ({})", holder.process, holder.application));
    }
    lines.join("\n") + "\n"
}

fn document(word: &str, answer: &Answer) -> Value {
    let pulse = &answer.pulse;
    let latest = answer.latest.as_ref().map(|(id, at)| json!({"id": id.as_str(), "at": at}));
    let failed: Vec<&str> = answer.failed().map(|entry| entry.id.as_str()).collect();
    let (drift, why) = match &answer.drift {
        Drift::None => (json!(false), None),
        Drift::Some => (json!(true), None),
        Drift::Unknown(why) => (Value::Null, Some(why)),
    };
    json!({
        "version": 1,
        "status": word,
        "database": answer.database,
        "server": {
            "version": answer.server,
            "standby": pulse.role == Role::Standby,
            "lag_seconds": pulse.lag.map(|lag| lag.as_secs_f64()),
        },
        "connections": {"used": pulse.connections, "max": pulse.max_connections},
        "last_migration": latest,
        "pending": answer.pending(),
        "failed": failed,
        "drift": drift,
        "drift_unknown_because": why,
        "lock": answer.lock.as_ref().map(holder_json),
        "timestamp": clock::utc(),
    })
}
