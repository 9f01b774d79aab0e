//! The command line, as the contract has it.

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};

use crate::commands;

/// Schema as code for PostgreSQL: typed migrations, measured risk, a generated Rust client.
#[derive(Debug, Parser)]
#[command(name = "icms", version, propagate_version = true, arg_required_else_help = true)]
pub struct Arguments {
    #[command(flatten)]
    pub global: Global,
    #[command(subcommand)]
    pub command: Command,
}

/// Flags of every command.
#[derive(Debug, Args)]
#[command(next_help_heading = "Options of every command")]
pub struct Global {
    /// Read this configuration instead of the nearest icms.toml
    #[arg(long, global = true, value_name = "FILE")]
    pub config: Option<PathBuf>,
    /// Use this environment of the configuration
    #[arg(long, global = true, value_name = "NAME")]
    pub env: Option<String>,
    /// Use this database
    #[arg(long, global = true, value_name = "URL", hide_env_values = true)]
    pub db: Option<String>,
    /// Print results and errors only
    #[arg(short, long, global = true)]
    pub quiet: bool,
    /// Print more
    #[arg(short, long, global = true, conflicts_with = "quiet")]
    pub verbose: bool,
    /// Show values of rows where the server speaks of them in an error
    #[arg(long, global = true)]
    pub show_data: bool,
    /// Colour
    #[arg(long, global = true, value_enum, default_value_t = Color::Auto, value_name = "WHEN")]
    pub color: Color,
}

/// When to colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub enum Color {
    /// On a terminal
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How to print a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub enum Format {
    /// For people
    #[default]
    Text,
    /// For programs
    Json,
}

#[derive(Debug, Subcommand)]
pub enum Command {
    Init(commands::init::Init),
    Validate(commands::validate::Validate),
    Format(commands::format::Format),
    Generate(commands::generate::Generate),
    Diff(commands::diff::Diff),
    Check(commands::check::Check),
    Acknowledge(commands::acknowledge::Acknowledge),
    Explain(commands::explain::Explain),
    #[command(subcommand)]
    Migrate(commands::migrate::Migrate),
    Push(commands::push::Push),
    Drift(commands::drift::Drift),
    #[command(subcommand)]
    Db(commands::db::Db),
    Pull(commands::pull::Pull),
    Dev(commands::dev::Dev),
    Completions(commands::completions::Completions),
    Man(commands::man::Man),
    JsonSchema(commands::json_schema::JsonSchema),
}

impl Command {
    /// How errors are printed.
    pub const fn format(&self) -> Format {
        match self {
            Self::Validate(c) => c.format,
            Self::Diff(c) => c.error_format(),
            Self::Check(c) => c.error_format(),
            Self::Generate(c) => c.format,
            Self::Migrate(c) => c.format(),
            Self::Push(c) => c.format,
            Self::Drift(c) => c.error_format(),
            Self::Db(c) => c.format(),
            Self::Pull(_)
            | Self::Init(_)
            | Self::Format(_)
            | Self::Acknowledge(_)
            | Self::Explain(_)
            | Self::Dev(_)
            | Self::Completions(_)
            | Self::Man(_)
            | Self::JsonSchema(_) => Format::Text,
        }
    }
}
