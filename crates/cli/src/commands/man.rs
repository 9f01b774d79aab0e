//! `icms man`

use std::path::PathBuf;

use clap::{Args, CommandFactory};
use icms_workspace::{Failure, Outcome};

use crate::arguments::Arguments;
use crate::terminal::Terminal;

/// Print the manual page, or write a page for every command into a folder
#[derive(Debug, Args)]
pub struct Man {
    /// The folder
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
}

impl Man {
    pub fn run(&self, terminal: &Terminal) -> Outcome<u8> {
        let command = Arguments::command();
        let Some(folder) = &self.out else {
            let mut text = Vec::new();
            // Writing to memory does not fail.
            let _ = clap_mangen::Man::new(command).render(&mut text);
            terminal.result(&String::from_utf8_lossy(&text));
            return Ok(0);
        };
        let written =
            std::fs::create_dir_all(folder).and_then(|()| clap_mangen::generate_to(command, folder));
        written.map_err(|error| Failure::file(folder, &error))?;
        terminal.say(format!("wrote the pages to {}", folder.display()));
        Ok(0)
    }
}
