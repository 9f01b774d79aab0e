//! A process that runs the migration and is killed at some point of it.

use std::process::{Command, Stdio};

use icms_connect::Url;
use icms_execute::Direction;

use crate::ten_steps::{Stage, at};

/// Not a test: the process that dies. It runs the migration and kills itself at the event with this number.
#[test]
#[ignore = "run by other tests, in a process of its own"]
fn victim() {
    let Ok(url) = std::env::var("ICMS_VICTIM_URL") else { return };
    let number = |name: &str| std::env::var(name).unwrap().parse::<usize>().unwrap();
    let stage = Stage { rows: number("ICMS_VICTIM_ROWS"), ranges: number("ICMS_VICTIM_RANGES") };
    let way = if number("ICMS_VICTIM_DOWN") == 1 { Direction::Down } else { Direction::Up };
    let die = at(number("ICMS_VICTIM_EVENT"), |_| {
        let _ = Command::new("kill").args(["-9", &std::process::id().to_string()]).status();
        std::thread::sleep(std::time::Duration::from_secs(60));
    });
    stage.run(&Url::parse(&url).unwrap(), way, &die).unwrap();
}

/// The process, to be started. It dies at the event with this number, or never with 0.
pub fn command(stage: Stage, way: Direction, url: &Url, event: usize) -> Command {
    let mut command = Command::new(std::env::current_exe().unwrap());
    command.args(["victim::victim", "--exact", "--ignored", "--nocapture"]);
    let down = usize::from(way == Direction::Down);
    command.env("ICMS_VICTIM_URL", url.reveal()).env("ICMS_VICTIM_EVENT", event.to_string());
    command
        .env("ICMS_VICTIM_ROWS", stage.rows.to_string())
        .env("ICMS_VICTIM_RANGES", stage.ranges.to_string());
    command.env("ICMS_VICTIM_DOWN", down.to_string());
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command
}

/// Runs it until it dies.
pub fn dies(stage: Stage, way: Direction, url: &Url, event: usize) {
    let status = command(stage, way, url, event).status().unwrap();
    assert!(!status.success(), "it died at event {event}");
}
