//! `icms db stats`

use clap::Args;
use icms_diagnostic::Sources;
use icms_workspace::db::stats;
use icms_workspace::{Outcome, Project};
use serde_json::{Map, Value, json};

use crate::arguments::Format;
use crate::terminal::Terminal;

/// Sizes, slow statements, indexes, dead rows, connections, sequences
#[derive(Debug, Args)]
pub struct Stats {
    /// Only these figures: `tables,slow_queries`
    #[arg(long, value_delimiter = ',', value_name = "FIGURE")]
    only: Vec<String>,
    /// How many rows of each
    #[arg(long, value_name = "N", default_value_t = stats::ROWS)]
    limit: u32,
    /// How to print the result
    #[arg(long, value_enum, default_value_t)]
    pub format: Format,
}

impl Stats {
    pub fn run(&self, project: &Project, terminal: &Terminal) -> Outcome<u8> {
        let stats = stats::run(&self.only, self.limit, project)?;
        terminal.remarks(&stats.hints, &Sources::default());
        match self.format {
            Format::Json => {
                let figure =
                    |table: &stats::FigureTable| (table.figure.word(), icms_report::figure_json(table));
                let figures: Map<String, Value> =
                    stats.figures.iter().map(figure).map(|(word, rows)| (word.to_owned(), rows)).collect();
                let hints: Vec<&String> = stats.hints.iter().map(|hint| &hint.message).collect();
                terminal.json(&json!({
                    "version": 1, "database": stats.database, "server": stats.server, "figures": figures, "hints": hints,
                }));
            }
            Format::Text => {
                let all = stats.figures.iter().map(|table| icms_report::figure_text(table, terminal.paint()));
                terminal.result(&all.collect::<Vec<_>>().join("\n"));
            }
        }
        Ok(0)
    }
}
