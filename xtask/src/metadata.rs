//! What `cargo metadata` says.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::shell::{cargo, output};

/// A package of the dependency graph.
pub struct Package {
    pub name: String,
    pub version: String,
    pub licence: String,
    /// Whether it is one of ours.
    pub ours: bool,
    /// Names of direct dependencies outside tests, as packages are called.
    pub dependencies: Vec<String>,
}

/// Every package that is built on Linux, by id.
pub fn packages() -> Result<BTreeMap<String, Package>, String> {
    let text = output(cargo(&[
        "metadata",
        "--format-version=1",
        "--locked",
        "--filter-platform=x86_64-unknown-linux-gnu",
    ]))?;
    let metadata: Value = serde_json::from_str(&text).map_err(|e| e.to_string())?;
    let built: Vec<&str> =
        list(&metadata["resolve"]["nodes"]).filter_map(|node| node["id"].as_str()).collect();
    let all = list(&metadata["packages"]).filter(|p| built.contains(&text_of(p, "id").as_str()));
    Ok(all.map(|package| (text_of(package, "id"), read(package))).collect())
}

fn read(package: &Value) -> Package {
    let outside_tests = |d: &&Value| d["kind"].as_str() != Some("dev");
    Package {
        name: text_of(package, "name"),
        version: text_of(package, "version"),
        licence: text_of(package, "license"),
        ours: package["source"].is_null(),
        dependencies: list(&package["dependencies"])
            .filter(outside_tests)
            .map(|d| text_of(d, "name"))
            .collect(),
    }
}

fn list(value: &Value) -> impl Iterator<Item = &Value> {
    value.as_array().into_iter().flatten()
}

fn text_of(value: &Value, key: &str) -> String {
    value[key].as_str().unwrap_or_default().to_owned()
}
