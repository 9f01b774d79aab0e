//! Prints how long the steps of a throw-away server take on this machine; `--carried`: with the PostgreSQL that comes along.

use std::time::Instant;

use icms_connect::{Purpose, Session};
use icms_embedded::{Allow, Scratch, ScratchConfig};

fn main() {
    let carried = std::env::args().any(|word| word == "--carried");
    let allow = if carried { Allow::Carried } else { Allow::Everything };
    let config = ScratchConfig { allow, ..ScratchConfig::default() };
    for round in 1..=5 {
        let start = Instant::now();
        let scratch = Scratch::start(&config).expect("a server");
        let started = start.elapsed();
        Session::open(&scratch.url(), Purpose::Read).expect("a session");
        let second = start.elapsed() - started;
        let begin = Instant::now();
        scratch.database("proof").expect("a database");
        let database = begin.elapsed();
        let begin = Instant::now();
        let server = scratch.server().to_string();
        drop(scratch);
        println!(
            "{round}: first query {started:.1?}, second connection {second:.1?}, database {database:.1?}, \
             stop {:.1?} ({server})",
            begin.elapsed()
        );
    }
}
