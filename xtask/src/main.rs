//! Automation of this repository: `cargo xtask <task>`. One file per task.

mod bench;
mod bench_client;
mod ci;
mod demo;
mod duplicates;
mod layers;
mod licences;
mod metadata;
mod shell;
mod tidy;

use std::process::ExitCode;

/// A task failed: why, in words.
type Outcome = Result<(), String>;

/// Name, what it does, how.
type Task = (&'static str, &'static str, fn() -> Outcome);

const TASKS: &[Task] = &[
    (
        "bench",
        "how long everything takes, beside what it may take; `bench client`: the generated client",
        bench,
    ),
    ("ci", "everything that must hold before a change lands", ci::run),
    ("demo", "edit, generate, judge, apply, use: the whole way on a database of its own", demo::run),
    ("layers", "every crate depends on lower layers only", layers::run),
    ("licences", "every dependency has a licence we accept", licences::run),
    ("duplicates", "no dependency comes in two versions without a reason", duplicates::run),
    ("tidy", "files are small and say what they are", tidy::run),
];

fn bench() -> Outcome {
    match std::env::args().nth(2).as_deref() {
        Some("client") => bench_client::run(),
        Some(_) | None => bench::run(),
    }
}

fn main() -> ExitCode {
    let wanted = std::env::args().nth(1).unwrap_or_default();
    let Some((name, _, task)) = TASKS.iter().find(|(name, ..)| *name == wanted) else {
        eprintln!("usage: cargo xtask <task>");
        for (name, what, _) in TASKS {
            eprintln!("  {name:<12} {what}");
        }
        return ExitCode::from(64);
    };
    match task() {
        Ok(()) => ExitCode::SUCCESS,
        Err(why) => {
            eprintln!("{name}: {why}");
            ExitCode::FAILURE
        }
    }
}
