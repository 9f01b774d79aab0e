//! Everything that must hold before a change lands.

use std::time::Instant;

use crate::shell::{cargo, has, must};
use crate::{Outcome, duplicates, layers, licences, tidy};

/// Name and check.
type Check = (&'static str, fn() -> Outcome);

/// Runs every check in turn; stops at the first that fails.
fn run_all(checks: &[Check]) -> Outcome {
    for (name, check) in checks {
        let started = Instant::now();
        println!("== {name}");
        check().map_err(|why| format!("{name}: {why}"))?;
        println!("== {name}: {} s", started.elapsed().as_secs());
    }
    Ok(())
}

pub fn run() -> Outcome {
    run_all(&[
        ("format", || cargo_run(&["fmt", "--all", "--", "--check"])),
        ("tidy", tidy::run),
        ("layers", layers::run),
        ("licences", licences::run),
        ("duplicates", duplicates::run),
        ("clippy", || {
            cargo_run(&["clippy", "--workspace", "--all-targets", "--locked", "--", "-D", "warnings"])
        }),
        ("docs", docs),
        ("deny", deny),
        ("doc tests", || cargo_run(&["test", "--workspace", "--doc", "--locked"])),
        ("tests", tests),
    ])
}

fn cargo_run(arguments: &[&str]) -> Outcome {
    must(cargo(arguments))
}

/// With nextest where it is installed: it runs the tests of all crates side by side.
fn tests() -> Outcome {
    if has("nextest") {
        return cargo_run(&["nextest", "run", "--workspace", "--locked", "--no-fail-fast"]);
    }
    cargo_run(&["test", "--workspace", "--all-targets", "--locked", "--no-fail-fast"])
}

fn docs() -> Outcome {
    let mut command = cargo(&["doc", "--workspace", "--no-deps", "--locked", "--quiet"]);
    command.env("RUSTDOCFLAGS", "-D warnings");
    must(command)
}

/// A second opinion on licences and duplicates where cargo-deny is installed.
fn deny() -> Outcome {
    if !has("deny") {
        println!("cargo-deny is not installed; licences and duplicates were checked from the metadata above");
        return Ok(());
    }
    cargo_run(&["deny", "check", "licenses", "bans"])
}
