//! `icms explain <code>`

use clap::Args;
use icms_workspace::{Outcome, explain};

use crate::terminal::Terminal;

/// The page of a rule or diagnostic
#[derive(Debug, Args)]
pub struct Explain {
    /// `ICMS218`, `column_dropped`, `E2003`
    code: String,
}

impl Explain {
    pub fn run(&self, terminal: &Terminal) -> Outcome<u8> {
        terminal.result(&explain::page(&self.code)?);
        Ok(0)
    }
}
