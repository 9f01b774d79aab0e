//! Every crate depends on crates of lower layers only (the table of ARCHITECTURE.md).

use crate::Outcome;
use crate::metadata::packages;

/// From the ground upwards; crates of one layer may use each other in the order written.
const LAYERS: &[&[&str]] = &[
    &["icms-diagnostic", "icms-sql"],
    &["icms-syntax", "icms-model"],
    &["icms-diff", "icms-replay", "icms-lower"],
    &["icms-ddl", "icms-render"],
    &["icms-plan", "icms-classify", "icms-journal"],
    &[
        "icms-connect",
        "icms-introspect",
        "icms-execute",
        "icms-embedded",
        "icms-migrate-macros",
        "icms-migrate",
    ],
    &["icms-codegen", "icms-report"],
    &["icms-workspace"],
    &["icms", "xtask"],
];

/// The runtime of generated modules knows nothing of the rest.
const BESIDE: &str = "icms-client";

pub fn run() -> Outcome {
    let rank = |name: &str| LAYERS.iter().flat_map(|layer| layer.iter()).position(|n| *n == name);
    let mut wrong = Vec::new();
    for package in packages()?.values().filter(|p| p.ours && p.name != BESIDE) {
        let Some(own) = rank(&package.name) else {
            // Examples and test projects stand above everything.
            if package.name.starts_with("icms") {
                wrong.push(format!("{} is in no layer", package.name));
            }
            continue;
        };
        for dependency in package.dependencies.iter().filter(|d| d.starts_with("icms")) {
            match rank(dependency) {
                Some(other) if other < own => {}
                _ => wrong.push(format!("{} must not depend on {dependency}", package.name)),
            }
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(wrong.join("\n")) }
}
