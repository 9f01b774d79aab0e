//! `icms completions <shell>`

use clap::{Args, CommandFactory};
use clap_complete::Shell;
use icms_workspace::Outcome;

use crate::arguments::Arguments;
use crate::terminal::Terminal;

/// Print completions for a shell
#[derive(Debug, Args)]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

impl Completions {
    pub fn run(&self, terminal: &Terminal) -> Outcome<u8> {
        let mut text = Vec::new();
        clap_complete::generate(self.shell, &mut Arguments::command(), "icms", &mut text);
        terminal.result(&String::from_utf8_lossy(&text));
        Ok(0)
    }
}
