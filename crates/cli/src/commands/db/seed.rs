//! `icms db seed`

use clap::Args;
use icms_workspace::db::seed::{self, Again, Done, Seeded};
use icms_workspace::{Outcome, Project};
use serde_json::{Value, json};

use crate::arguments::Format;
use crate::terminal::Terminal;

/// Run seeds/*.sql in the order of their names, or the configured command
#[derive(Debug, Args)]
pub struct Seed {
    /// Run files too that ran before and are what they were
    #[arg(long)]
    again: bool,
    /// The environment's name, where it is protected
    #[arg(long, value_name = "NAME")]
    confirm: Option<String>,
    /// How to print the result
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

impl Seed {
    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let again = if self.again { Again::Yes } else { Again::No };
        let seeded = seed::run(self.confirm.as_deref(), again, project)?;
        match self.format {
            Format::Json => terminal.json(&document(&seeded)),
            Format::Text => print(&seeded, terminal),
        }
        Ok(0)
    }
}

fn print(seeded: &[Seeded], terminal: &Terminal) {
    for one in seeded {
        terminal.say(match one.done {
            Done::Now => format!("ran {}", one.name),
            Done::Before => format!("{} ran before (--again runs it once more)", one.name),
        });
    }
    if seeded.is_empty() {
        terminal.say("nothing seeds this database: there is no seeds/*.sql and no `seed` in icms.toml");
    }
}

fn document(seeded: &[Seeded]) -> Value {
    let one = |one: &Seeded| json!({"name": one.name, "ran": one.done == Done::Now});
    json!({"version": 1, "seeds": seeded.iter().map(one).collect::<Vec<_>>()})
}
