//! The keys of `icms.toml`.

use std::collections::BTreeMap;
use std::path::PathBuf;

use serde::Deserialize;

/// The whole file. Every key has a default.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct ConfigFile {
    /// The schema file, or a folder of them.
    pub schema: PathBuf,
    /// The folder of migrations.
    pub migrations: PathBuf,
    /// `[client]`
    pub client: Client,
    /// `[database]`
    pub database: Database,
    /// `[environments.<name>]`
    pub environments: BTreeMap<String, Database>,
    /// `[backup]`
    pub backup: Backup,
    /// `[scratch]`
    pub scratch: Scratch,
    /// `[manage]`
    pub manage: Manage,
    /// `[programs]`: command lines that migrations may run, by the name that they run them by.
    pub programs: BTreeMap<String, String>,
    /// `[rules]`: level by code or rule.
    pub rules: BTreeMap<String, String>,
}

impl Default for ConfigFile {
    fn default() -> Self {
        Self {
            schema: "schema".into(),
            migrations: "migrations".into(),
            client: Client::default(),
            database: Database::default(),
            environments: BTreeMap::new(),
            backup: Backup::default(),
            scratch: Scratch::default(),
            manage: Manage::default(),
            programs: BTreeMap::new(),
            rules: BTreeMap::new(),
        }
    }
}

/// Where the generated client goes.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Client {
    /// The folder for `mod.rs` and its files, or of the crate; without it no client is written.
    pub out: Option<PathBuf>,
    /// The name of the crate that the client is; without it the client is a module.
    #[serde(rename = "crate")]
    pub crate_name: Option<String>,
    /// The folder of queries; without it `queries`, where there is one.
    pub queries: Option<PathBuf>,
    /// The file that lists the migrations for `icms_migrate`; without it no list is written.
    pub migrations: Option<PathBuf>,
    /// What becomes of enum values that the schema does not list.
    pub unknown_values: UnknownValues,
    /// The crate that dates and times come from.
    pub time: TimeCrate,
}

/// What becomes of enum values that the schema does not list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum UnknownValues {
    /// They cannot be read.
    #[default]
    Refuse,
    /// They are kept as text, in a variant `Other`.
    Keep,
}

impl From<UnknownValues> for icms_codegen::UnknownValues {
    fn from(values: UnknownValues) -> Self {
        match values {
            UnknownValues::Refuse => Self::Refuse,
            UnknownValues::Keep => Self::Keep,
        }
    }
}

/// The crate that dates and times come from.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum TimeCrate {
    /// `chrono`
    #[default]
    Chrono,
    /// `jiff`
    Jiff,
    /// `time`
    Time,
}

impl From<TimeCrate> for icms_codegen::TimeCrate {
    fn from(time: TimeCrate) -> Self {
        match time {
            TimeCrate::Chrono => Self::Chrono,
            TimeCrate::Jiff => Self::Jiff,
            TimeCrate::Time => Self::Time,
        }
    }
}

/// A database and what may be done to it.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Database {
    /// A URL, or `env:NAME` for one that stands in an environment variable.
    pub url: Option<String>,
    /// A file that holds the password and nothing else.
    pub password_file: Option<PathBuf>,
    /// A command line that prints the password.
    pub password_command: Option<String>,
    /// A name in libpq's service file, for what `url` leaves open.
    pub service: Option<String>,
    /// The server's major version, for SQL made without a server.
    pub version: Option<u16>,
    /// Names in SQL stay unqualified, for tenants that differ by namespace only.
    pub portable: bool,
    /// Refuses reset, push and losing data.
    pub protected: bool,
    /// Statements that seed it: an SQL file or a command line.
    pub seed: Option<String>,
}

/// Backups.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Backup {
    /// The folder they go to.
    pub out: PathBuf,
    /// For how many days they stay; without it they stay until somebody removes them.
    pub keep_days: Option<u32>,
    /// For whom they are encrypted.
    pub encrypt_to: Option<String>,
    /// Makes one before migrations are applied to a protected database.
    pub before_deploy: bool,
}

impl Default for Backup {
    fn default() -> Self {
        Self { out: "backups".into(), keep_days: None, encrypt_to: None, before_deploy: false }
    }
}

/// The server for questions that need one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Scratch {
    /// A server where databases may be created and dropped.
    pub url: Option<String>,
}

/// What the schema speaks about.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Manage {
    /// Namespaces besides those the schema names.
    pub namespaces: Vec<String>,
    /// Kinds left alone: `view`, `function`.
    pub without: Vec<String>,
    /// Tables left alone: `legacy`, `audit.log`.
    pub ignore: Vec<String>,
}
