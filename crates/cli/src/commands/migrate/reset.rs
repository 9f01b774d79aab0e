//! `icms migrate reset`

use clap::Args;
use icms_diagnostic::Diagnostic;
use icms_workspace::{Exit, Failure, Outcome, Project, codes, migrate::reset};

use crate::arguments::Format;
use crate::progress::Progress;
use crate::terminal::Terminal;

/// Development only: drop everything in the managed namespaces, deploy, seed
#[derive(Debug, Args)]
pub struct Reset {
    /// Do not ask
    #[arg(long, short)]
    yes: bool,
}

impl Reset {
    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let prospect = reset::prospect(project)?;
        if !self.yes {
            let question = format!(
                "everything in {} of the database {} goes. Go on? (yes/no)",
                prospect.namespaces.join(", "),
                prospect.database
            );
            if terminal.ask(&question).as_deref() != Some("yes") {
                let refused = Diagnostic::error(codes::NOT_CONFIRMED, "nobody said yes; nothing was dropped");
                return Err(Box::new(Failure::new(Exit::Protected, refused.help("say --yes"))));
            }
        }
        let progress = Progress::new(terminal, Format::Text);
        let reset = reset::run(project, &|event| progress.show(event))?;
        terminal.say(format!(
            "dropped {} objects, applied {} migrations",
            reset.dropped,
            reset.applied.len()
        ));
        for seed in &reset.seeded {
            terminal.say(format!("seeded with {}", seed.name));
        }
        Ok(0)
    }
}
