//! `icms migrate verify`

use clap::Args;
use icms_workspace::migrate::verify::{self, Verified, WayBack};
use icms_workspace::{Outcome, Project};

use crate::terminal::Terminal;

/// Run migrations up, down and up again on a scratch PostgreSQL
#[derive(Debug, Args)]
pub struct Verify {
    /// The migrations; all of the history without
    ids: Vec<String>,
}

impl Verify {
    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let verified = verify::run(&self.ids, project, &mut |one| terminal.say(line(one)))?;
        terminal.say(format!("verified {}", icms_report::counted(verified.len(), "migration")));
        Ok(0)
    }
}

fn line(one: &Verified) -> String {
    let how = match (one.way_back, &one.rows_refused) {
        (WayBack::None, _) => "up (there is no way back)".to_owned(),
        (WayBack::Proven, Some(why)) => format!("up, down, up; rows not followed: {why}"),
        (WayBack::Proven, None) => {
            let tables = if one.tables_with_rows == 1 { "table" } else { "tables" };
            format!("up, down, up; rows of {} {tables} kept", one.tables_with_rows)
        }
    };
    format!("{}: {how}", one.id)
}
