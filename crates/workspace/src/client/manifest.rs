//! `Cargo.toml` of a client that is a crate: written where there is none, and read for what the client needs.

use std::path::{Path, PathBuf};

use icms_codegen::{RUNTIME, Runtime, TimeCrate};
use icms_diagnostic::Diagnostic;
use toml::{Table, Value};

use crate::{Failure, Outcome, codes};

/// What cargo calls it.
pub(super) const MANIFEST: &str = "Cargo.toml";

/// The features that the runtime has unless somebody says otherwise, as far as a client needs them.
const DEFAULT: TimeCrate = TimeCrate::Chrono;

/// The manifest of a crate.
#[derive(Debug)]
pub(super) struct Manifest {
    /// Where it is.
    pub path: PathBuf,
    /// What it says; none where there is none yet.
    there: Option<Table>,
    /// That of the workspace around it.
    workspace: Option<(PathBuf, Table)>,
}

impl Manifest {
    /// In this folder, for a crate of this name.
    ///
    /// # Errors
    /// One that cannot be read, or is that of another crate.
    pub fn of(folder: &Path, name: &str) -> Outcome<Self> {
        let path = folder.join(MANIFEST);
        let there = if path.exists() { Some(read(&path)?) } else { None };
        if let Some(there) = &there {
            let called = there.get("package").and_then(|package| package.get("name")?.as_str());
            if called != Some(name) {
                let owner = called.map_or_else(|| "no package".to_owned(), |called| format!("`{called}`"));
                let message = format!("{} is that of {owner}, not of `{name}`", path.display());
                return Err(Diagnostic::error(codes::CRATE_PLACE, message)
                    .help("give the client a folder of its own, or the crate the same name in both places")
                    .into());
            }
        }
        Ok(Self { path, there, workspace: workspace_around(folder) })
    }

    /// The text of a first one; none where one is.
    pub fn first(&self, name: &str, time: TimeCrate) -> Option<String> {
        self.there.is_none().then(|| icms_codegen::manifest(name, time, self.runtime()))
    }

    /// What it lacks for a client of these dates and times, as something to be done by its owner; `used` are they if the
    /// client has any.
    pub fn lacks(&self, chosen: TimeCrate, used: Option<TimeCrate>) -> Vec<Diagnostic> {
        let Some(there) = &self.there else { return Vec::new() };
        let shown = self.path.display();
        let warning = |message: String| Diagnostic::warning(codes::CRATE_LACKS, message);
        let mut found = Vec::new();
        let wanted = icms_codegen::dependency(chosen, self.runtime());
        match (dependency(there, "dependencies"), used) {
            (None, _) => {
                let message = format!("{shown} has no dependency `{RUNTIME}`, which the client is made of");
                found.push(warning(message).help(format!("under [dependencies]: {wanted}")));
            }
            (Some(runtime), Some(time)) if !self.has(runtime, time) => {
                let message = format!(
                    "{shown} has `{RUNTIME}` without the feature `{}`, which dates and times of the client come from",
                    time.name()
                );
                found.push(warning(message).help(format!("under [dependencies]: {wanted}")));
            }
            (Some(_), _) => {}
        }
        if let Some((around, _)) = self.workspace.as_ref().filter(|_| there.contains_key("workspace")) {
            let message = format!("{shown} is a workspace inside of another one, {}", around.display());
            found.push(
                warning(message)
                    .help("take [workspace] out of it, or name its folder in `exclude` of the other"),
            );
        }
        found
    }

    /// Where the runtime is to come from.
    fn runtime(&self) -> Runtime {
        let shared = self.workspace.as_ref().and_then(|(_, around)| shared(around));
        if shared.is_some() { Runtime::Workspace } else { Runtime::Version }
    }

    /// Whether the dependency has the feature of these dates and times.
    fn has(&self, runtime: &Value, time: TimeCrate) -> bool {
        let inherited = runtime.get("workspace").and_then(Value::as_bool) == Some(true);
        let shared = self.workspace.as_ref().and_then(|(_, around)| shared(around)).filter(|_| inherited);
        let all = [Some(runtime), shared].into_iter().flatten();
        let named = all.clone().filter_map(|from| from.get("features")?.as_array()).flatten();
        let plain =
            all.clone().any(|from| from.get("default-features").and_then(Value::as_bool) == Some(false));
        named.filter_map(Value::as_str).any(|feature| feature == time.name()) || (time == DEFAULT && !plain)
    }
}

/// The runtime among the dependencies of this table.
fn dependency<'t>(table: &'t Table, list: &str) -> Option<&'t Value> {
    let list = table.get(list)?;
    list.get(RUNTIME).or_else(|| list.get(RUNTIME.replace('-', "_")))
}

/// The runtime as a workspace shares it.
fn shared(around: &Table) -> Option<&Value> {
    dependency(around.get("workspace")?.as_table()?, "dependencies")
}

/// The nearest workspace around a folder, unless it excludes the folder.
fn workspace_around(folder: &Path) -> Option<(PathBuf, Table)> {
    let folder = std::path::absolute(folder).ok()?;
    let mut above = folder.ancestors().skip(1).map(|folder| folder.join(MANIFEST));
    let (path, around) = above.find_map(|path| {
        let table = path.is_file().then(|| read(&path).ok())??;
        table.contains_key("workspace").then_some((path, table))
    })?;
    let excluded = around["workspace"].get("exclude").and_then(Value::as_array).into_iter().flatten();
    let root = path.parent()?;
    let excludes = excluded.filter_map(Value::as_str).any(|name| folder.starts_with(root.join(name)));
    (!excludes).then_some((path, around))
}

fn read(path: &Path) -> Outcome<Table> {
    let text = std::fs::read_to_string(path).map_err(|e| Failure::file(path, &e))?;
    text.parse().map_err(|e: toml::de::Error| {
        let message = format!("cannot read {}: {}", path.display(), e.to_string().trim());
        Diagnostic::error(codes::FILE, message).into()
    })
}
