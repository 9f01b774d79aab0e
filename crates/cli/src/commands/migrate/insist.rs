//! The way out in an incident: what a protected environment refuses, done by somebody who insists.

use clap::Args;
use icms_workspace::migrate::protection::Insistence;
use icms_workspace::{Outcome, codes};

use crate::terminal::Terminal;

/// Flags of commands that may lose values on a protected environment.
#[derive(Debug, Args)]
pub struct Insist {
    /// Go on although values are lost
    #[arg(long)]
    pub accept_data_loss: bool,
    /// Lose values on a protected environment; who, why and what is written into its ledger
    #[arg(long, value_name = "REASON", requires = "accept_data_loss")]
    pub break_glass: Option<String>,
}

impl Insist {
    /// What the flags say.
    pub fn said(&self) -> Insistence<'_> {
        self.break_glass.as_deref().map_or(Insistence::None, Insistence::BreakGlass)
    }

    /// Runs it; where a protected environment refuses, asks for its name on a terminal and runs it again. Nothing is
    /// done before the refusal.
    pub fn run<T>(&self, terminal: &Terminal, work: impl Fn(Insistence<'_>) -> Outcome<T>) -> Outcome<T> {
        let refused = match work(self.said()) {
            Err(failure) if failure.diagnostics.iter().any(|d| d.code == codes::PROTECTED) => failure,
            other => return other,
        };
        let why = refused.diagnostics.iter().map(|d| d.message.as_str()).collect::<Vec<_>>().join("\n");
        match terminal.ask(&format!("{why}. To go on, type the environment's name:")) {
            Some(name) => work(Insistence::Typed(&name)),
            None => Err(refused),
        }
    }
}
