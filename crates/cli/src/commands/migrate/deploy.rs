//! `icms migrate deploy`

use std::time::Duration;

use clap::Args;
use icms_workspace::deploy::{self, MigrationId};
use icms_workspace::{Absent, Event, Line, Outcome, Patience, Project, Study};
use serde_json::json;

use super::fleet::{Fleet, Print, Report, Told};
use crate::arguments::Format;
use crate::clock::now;
use crate::progress::Progress;
use crate::terminal::Terminal;

/// Apply pending migrations
#[derive(Debug, Args)]
pub struct Deploy {
    /// Say what would be applied
    #[arg(long, conflicts_with = "each")]
    dry_run: bool,
    /// Stop after this migration
    #[arg(long, value_name = "ID")]
    to: Option<String>,
    /// How long to wait for somebody else's deploy
    #[arg(long, value_name = "SECONDS", default_value_t = deploy::PATIENCE.as_secs())]
    wait: u64,
    /// How long a statement may wait for a lock, and others behind it
    #[arg(long, value_name = "SECONDS", default_value_t = Patience::default().lock_timeout.as_secs())]
    lock_timeout: u64,
    /// How progress is printed: lines for people, or a JSON event per line
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    #[command(flatten)]
    fleet: Fleet,
    /// Make the namespaces of --each-schema that are not there
    #[arg(long, requires = "each_schema")]
    create: bool,
}

impl Deploy {
    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        if self.dry_run {
            let pending = deploy::pending(self.to.as_deref(), project)?;
            for migration in &pending {
                terminal.result(&format!("-- {}\n{}\n", migration.id, migration.up.trim_end()));
            }
            terminal.say(format!("{} pending", pending.len()));
            return Ok(0);
        }
        let patience =
            Patience { lock_timeout: Duration::from_secs(self.lock_timeout), ..Patience::default() };
        let wait = Duration::from_secs(self.wait);
        let options = deploy::Options { to: self.to.as_deref(), wait, patience, now: now() };
        if self.fleet.is_meant() {
            return self.many(options, project, terminal);
        }
        let progress = Progress::new(terminal, self.format);
        let applied = deploy::run(options, project, &|event| progress.show(event))?;
        drop(progress);
        terminal.say(report(&applied).line);
        Ok(0)
    }
}

impl Deploy {
    fn many(&self, options: deploy::Options<'_>, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let study = Study::of(project)?;
        let one = |name: &str, project: &Project, line: &mut Line| {
            let said = |event: Event<'_>| {
                if let (Format::Text, Event::Finished { migration }) = (self.format, event) {
                    terminal.say(format!("{name}: done {migration}"));
                }
            };
            deploy::on(line, &study, options, project, &said).map(|applied| report(&applied))
        };
        let absent = if self.create { Absent::Created } else { Absent::Refused };
        let print = Print { format: self.format, told: Told::AsItGoes, terminal };
        self.fleet.run(print, absent, project, one)
    }
}

fn report(applied: &[MigrationId]) -> Report {
    let line = match applied.len() {
        0 => "nothing is pending".to_owned(),
        n => format!("applied {}", icms_report::counted(n, "migration")),
    };
    let ids: Vec<&str> = applied.iter().map(MigrationId::as_str).collect();
    Report { line, document: json!({"applied": ids}), status: 0 }
}
