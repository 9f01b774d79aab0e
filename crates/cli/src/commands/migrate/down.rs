//! `icms migrate down`

use clap::Args;
use icms_workspace::deploy::MigrationId;
use icms_workspace::loss::DataLoss;
use icms_workspace::{Absent, Line, Outcome, Project, Study, down};
use serde_json::json;

use super::fleet::{Fleet, Print, Report, Told};
use super::insist::Insist;
use crate::arguments::Format;
use crate::clock;
use crate::progress::Progress;
use crate::terminal::Terminal;

/// Undo migrations, newest first
#[derive(Debug, Args)]
pub struct Down {
    /// Undo everything after this migration
    #[arg(long, value_name = "ID", conflicts_with = "steps")]
    to: Option<String>,
    /// How many to undo
    #[arg(long, value_name = "N", default_value_t = 1)]
    steps: usize,
    #[command(flatten)]
    insist: Insist,
    /// How progress is printed: lines for people, or a JSON event per line
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
    #[command(flatten)]
    fleet: Fleet,
}

impl Down {
    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let reach = self.to.as_deref().map_or(down::Reach::Steps(self.steps), down::Reach::To);
        let loss = if self.insist.accept_data_loss { DataLoss::Accepted } else { DataLoss::Refused };
        if self.fleet.is_meant() {
            return self.many(reach, loss, project, terminal);
        }
        let undone = self.insist.run(terminal, |insistence| {
            let progress = Progress::new(terminal, self.format);
            let options = down::Options { loss, insistence, now: clock::now() };
            down::run(reach, options, project, &|event| progress.show(event))
        })?;
        saved(&undone, terminal);
        terminal.say(report(&undone).line);
        Ok(0)
    }

    /// Nobody is asked for each of many: what a protected environment refuses needs `--break-glass`.
    fn many(
        &self,
        reach: down::Reach<'_>,
        loss: DataLoss,
        project: &Project,
        terminal: &Terminal,
    ) -> Outcome<u8> {
        let study = Study::of(project)?;
        let insistence = self.insist.said();
        let options = down::Options { loss, insistence, now: clock::now() };
        let one = |_: &str, project: &Project, line: &mut Line| {
            let undone = down::on(line, &study, reach, options, project, &|_| {})?;
            saved(&undone, terminal);
            Ok(report(&undone))
        };
        let print = Print { format: self.format, told: Told::AsItGoes, terminal };
        self.fleet.run(print, Absent::Refused, project, one)
    }
}

fn saved(undone: &down::Undone, terminal: &Terminal) {
    for saved in &undone.saved {
        terminal.say(format!("saved {} in {}", saved.object, saved.file.display()));
    }
}

fn report(undone: &down::Undone) -> Report {
    let ids: Vec<&str> = undone.migrations.iter().map(MigrationId::as_str).collect();
    let line = format!("undid {}", icms_report::counted(undone.migrations.len(), "migration"));
    Report { line, document: json!({"undone": ids}), status: 0 }
}
