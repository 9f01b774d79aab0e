//! The generated client against the driver by hand and its peers: a workspace of its own under `benches/`, on the development
//! database. Two tables: client and server on one processor, and on a processor each. `bench client statistics` prints
//! criterion's intervals instead, `bench client threads` the table of a runtime of several threads.

use std::process::Command;

use crate::Outcome;
use crate::shell::{cargo, must, output, root};

pub fn run() -> Outcome {
    must(cargo(&["build", "--quiet", "-p", "icms"]))?;
    let icms = |arguments: &[&str]| {
        let mut command = Command::new(root().join("target/debug/icms"));
        command.current_dir(root()).args(arguments);
        command
    };
    must(icms(&["dev", "start"]))?;
    let url = output(icms(&["dev", "url"]))?;
    let mut bench = cargo(&["run", "--release", "--locked", "--", url.trim()]);
    bench.args(std::env::args().nth(3)).current_dir(root().join("benches"));
    let outcome = must(bench);
    must(icms(&["dev", "stop"]))?;
    outcome
}
