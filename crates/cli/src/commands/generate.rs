//! `icms generate`

use std::path::PathBuf;

use clap::Args;
use icms_workspace::{Outcome, Project, Server, client, generate};
use serde_json::json;

use crate::arguments::Format;
use crate::clock;
use crate::terminal::Terminal;

/// The settings of the client, with an example each: a test looks that none is missing.
const CLIENT: &str = r#"The client is made as `[client]` in icms.toml says:

  out = "src/db"                    its folder; without it, none is made
  crate = "app-db"                  it is a crate of this name; without it, a module
  queries = "queries"               the folder of queries that become functions
  migrations = "src/migrations.rs"  the list of migrations for a service; without it, none is made
  time = "chrono"                   or "jiff", "time": the crate of dates and times
  unknown_values = "refuse"         or "keep": enum values that the schema does not list

  icms generate --client-only --schema other.icms --out db --crate app-db"#;

/// Write the migration and the Rust client that the schema asks for
#[derive(Debug, Args)]
#[command(after_help = CLIENT)]
pub struct Generate {
    /// The migration's name; without it one is derived from the changes
    #[arg(long)]
    name: Option<String>,
    /// Print what would be written
    #[arg(long)]
    dry_run: bool,
    /// Only the client
    #[arg(long, conflicts_with = "migration_only")]
    client_only: bool,
    /// Only the migration; what becomes of the client is not looked at
    #[arg(long)]
    migration_only: bool,
    /// Prove the migration on a scratch PostgreSQL too
    #[arg(long)]
    verify: bool,
    /// Ask no scratch server
    #[arg(long, conflicts_with = "verify")]
    no_server: bool,
    /// The schema to make a client for (with --client-only)
    #[arg(long, requires = "client_only", value_name = "SOURCE")]
    schema: Option<PathBuf>,
    /// Where the client goes (with --client-only)
    #[arg(long, requires = "client_only", value_name = "DIR")]
    out: Option<PathBuf>,
    /// The name of the crate that the client is; without it a client in --out is a module (with --client-only)
    #[arg(long = "crate", requires = "client_only", value_name = "NAME")]
    crate_name: Option<String>,
    /// How to print the result
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

impl Generate {
    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let server = if self.no_server { Server::Forbidden } else { Server::Allowed };
        let options = generate::Options {
            name: self.name.as_deref(),
            now: clock::now(),
            write: if self.dry_run { generate::Write::Nothing } else { generate::Write::Files },
            proof: if self.verify { generate::ProofOn::Server } else { generate::ProofOn::Model },
            server,
        };
        if self.client_only {
            let options = client::Options {
                schema: self.schema.as_deref(),
                out: self.out.as_deref(),
                crate_name: self.crate_name.as_deref(),
                write: options.write,
                server,
            };
            let client = client::write(options, project)?;
            terminal.remarks(&client.diagnostics, &client.sources);
            say_client(&client, terminal);
            return Ok(0);
        }
        let halves = if self.migration_only { generate::Halves::Migration } else { generate::Halves::Both };
        let (generated, client) = generate::of_project(&options, halves, project)?;
        terminal.remarks(&generated.diagnostics, &generated.sources);
        terminal.remarks(&client.diagnostics, &client.sources);
        match self.format {
            Format::Json => {
                let folder = generated.folder.as_ref().map(|f| f.display().to_string());
                let found = icms_report::findings::json(&generated.judgements);
                terminal.json(&json!({
                    "version": 1,
                    "migration": folder,
                    "client": client.files.len(),
                    "class": found["class"],
                    "breaks_client": found["breaks_client"],
                    "findings": found["findings"],
                }));
            }
            Format::Text => self.print(&generated, &client, terminal),
        }
        Ok(0)
    }

    fn print(&self, generated: &generate::Generated, client: &client::Client, terminal: &Terminal) {
        match &generated.migration {
            None => {
                terminal.say("the schema is what the migrations make: nothing to write");
                let besides = icms_report::findings::besides(&generated.judgements);
                besides.iter().for_each(|line| terminal.say(line));
            }
            Some(migration) => {
                if self.dry_run {
                    terminal.result(&migration.up);
                }
                terminal.say(icms_report::findings::text(&generated.judgements, terminal.error_paint()));
                if let Some(folder) = &generated.folder {
                    terminal.say(format!("wrote {}", folder.display()));
                }
            }
        }
        if !client.files.is_empty() {
            say_client(client, terminal);
        }
    }
}

fn say_client(client: &client::Client, terminal: &Terminal) {
    let files = match client.files.len() {
        1 => "1 file".to_owned(),
        files => format!("{files} files"),
    };
    terminal.say(format!("client: {files}"));
    if let Some(folder) = &client.new_crate {
        terminal.say(format!("a new crate: `cargo add --path {}` where it is used", folder.display()));
    }
}
