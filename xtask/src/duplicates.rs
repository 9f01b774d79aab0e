//! No dependency comes in two versions without a reason.

use std::collections::{BTreeMap, BTreeSet};

use crate::Outcome;
use crate::metadata::packages;

/// Two versions of these are somebody else's doing; the reason stands beside each.
const ALLOWED: &[(&str, &str)] = &[
    ("const-oid", "the TLS connector's certificate parser and sha2 are one release apart"),
    ("getrandom", "ring keeps an older one than rand"),
    ("hashbrown", "rowan (under squawk-syntax) and petgraph keep older ones"),
    (
        "rand",
        "rust_decimal names old ones behind features that are off: cargo's metadata lists them, nothing builds them",
    ),
    ("rand_chacha", "as rand"),
    ("rand_core", "as rand"),
    ("syn", "the certificate parser's derive keeps an older one; build time only"),
    ("unicode-width", "miette keeps an older one than its own text wrapper"),
];

pub fn run() -> Outcome {
    let packages = packages()?;
    let mut versions: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for package in packages.values().filter(|p| !p.ours) {
        versions.entry(&package.name).or_default().insert(&package.version);
    }
    let direct: BTreeSet<&str> = packages
        .values()
        .filter(|p| p.ours)
        .flat_map(|p| p.dependencies.iter().map(String::as_str))
        .collect();
    let doubled = versions.iter().filter(|(_, all)| all.len() > 1);
    let mut wrong = Vec::new();
    for (name, all) in doubled {
        let list = all.iter().copied().collect::<Vec<_>>().join(", ");
        match ALLOWED.iter().find(|(allowed, _)| allowed == name) {
            Some((_, reason)) => println!("{name} {list}: {reason}"),
            None if direct.contains(name) => wrong.push(format!("{name} {list}: we depend on it ourselves")),
            None => wrong.push(format!("{name} {list}: not on the list of reasons")),
        }
    }
    let stale = ALLOWED.iter().filter(|(name, _)| versions.get(name).is_none_or(|all| all.len() < 2));
    wrong.extend(stale.map(|(name, _)| format!("{name} comes in one version now: take it off the list")));
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}
