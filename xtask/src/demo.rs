//! The whole way on a database of its own: edit, generate, judge, apply, use.

use std::path::Path;
use std::process::Command;

use crate::Outcome;
use crate::shell::{cargo, must, root};

const BEFORE: &str = include_str!("../../tests/readme/before.icms");
const AFTER: &str = include_str!("../../tests/readme/after.icms");

/// Plays in a folder below `target/`, so that nothing of the repository changes.
pub fn run() -> Outcome {
    must(cargo(&["build", "--release", "--package", "icms"]))?;
    let place = root().join("target").join("demo");
    if place.exists() {
        std::fs::remove_dir_all(&place).map_err(|e| e.to_string())?;
    }
    std::fs::create_dir_all(place.join("schema")).map_err(|e| e.to_string())?;
    let outcome = play(&place);
    // The database of the demonstration goes, however it went.
    let stopped = icms(&place, &["dev", "stop"]);
    outcome.and(stopped)
}

fn play(place: &Path) -> Outcome {
    write(place, "icms.toml", "[client]\nout = \"src/db\"\n")?;
    say("A first schema, its migration and its client:");
    write(place, "schema/schema.icms", BEFORE)?;
    icms(place, &["generate", "--name", "create_users"])?;
    say("Applied to the database that comes with the program:");
    icms(place, &["dev", "start"])?;
    icms(place, &["migrate", "deploy", "--db", "dev"])?;
    say("The schema is edited; every change gets a class:");
    write(place, "schema/schema.icms", AFTER)?;
    icms(place, &["generate"])?;
    icms(place, &["migrate", "deploy", "--db", "dev"])?;
    icms(place, &["migrate", "status", "--db", "dev"])?;
    say("The client is in target/demo/src/db, the migrations are in target/demo/migrations.");
    Ok(())
}

fn say(text: &str) {
    println!("\n── {text}");
}

fn write(place: &Path, name: &str, text: &str) -> Outcome {
    std::fs::write(place.join(name), text).map_err(|e| format!("{name}: {e}"))
}

fn icms(place: &Path, arguments: &[&str]) -> Outcome {
    println!("$ icms {}", arguments.join(" "));
    let target = std::env::var_os("CARGO_TARGET_DIR").map_or_else(|| root().join("target"), Into::into);
    let mut command = Command::new(target.join("release").join("icms"));
    command.args(arguments).current_dir(place).env_remove("DATABASE_URL");
    must(command)
}
