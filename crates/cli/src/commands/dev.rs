//! `icms dev [start|stop|url|reset]`

use clap::{Args, Subcommand};
use icms_workspace::{Outcome, Project, dev};

use crate::terminal::Terminal;

/// The project's development database
#[derive(Debug, Args)]
pub struct Dev {
    #[command(subcommand)]
    action: Option<Action>,
}

#[derive(Debug, Clone, Copy, Subcommand)]
enum Action {
    /// Start it, if it does not run
    Start,
    /// Stop it; the data stays
    Stop,
    /// Print its URL
    Url,
    /// Stop it and remove its data
    Reset,
}

impl Dev {
    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        match self.action.unwrap_or(Action::Start) {
            Action::Start => {
                let url = dev::start(project)?;
                terminal.say("the development database runs");
                terminal.result(&format!("{}\n", dev::shown(&url)));
            }
            Action::Url => terminal.result(&format!("{}\n", dev::shown(&dev::url(project)?))),
            Action::Stop => {
                dev::stop(project)?;
                terminal.say("stopped");
            }
            Action::Reset => {
                dev::reset(project)?;
                terminal.say("its data is gone");
            }
        }
        Ok(0)
    }
}
