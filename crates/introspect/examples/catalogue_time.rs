//! Time to introspect a database and to drain the bare queries, in turn: `catalogue_time URL [runs]` prints the two
//! medians in microseconds. Each run opens connections of its own, so that the server's caches are cold, and
//! connecting is part of the time.

use std::process::ExitCode;
use std::time::{Duration, Instant};

use icms_connect::{Purpose, Session, Url};
use icms_diagnostic::Diagnostic;
use icms_introspect::{Options, floor, introspect};

fn run(url: &str, runs: usize) -> Result<(Duration, Duration), Diagnostic> {
    let (url, options) = (Url::parse(url)?, Options::default());
    let (mut whole, mut bare) = (Vec::new(), Vec::new());
    for _ in 0..runs {
        let start = Instant::now();
        introspect(&mut Session::open(&url, Purpose::Read)?, &options)?;
        whole.push(start.elapsed());
        let start = Instant::now();
        floor(&mut Session::open(&url, Purpose::Read)?, &options)?;
        bare.push(start.elapsed());
    }
    Ok((median(whole), median(bare)))
}

fn median(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}

fn main() -> ExitCode {
    let mut arguments = std::env::args().skip(1);
    let url = arguments.next().unwrap_or_default();
    let runs = arguments.next().and_then(|runs| runs.parse().ok()).unwrap_or(9);
    match run(&url, runs) {
        Ok((whole, bare)) => {
            println!("{} {}", whole.as_micros(), bare.as_micros());
            ExitCode::SUCCESS
        }
        Err(diagnostic) => {
            eprintln!("{}: {}", diagnostic.code, diagnostic.message);
            ExitCode::FAILURE
        }
    }
}
