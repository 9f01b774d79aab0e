//! Timing of processes: medians, and two in turn so that a machine that drifts drifts for both.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

/// The medians of two commands that ran in turn.
#[derive(Debug, Clone, Copy)]
pub struct Times {
    /// Of what is measured.
    pub of: Duration,
    /// Of what stands beside it.
    pub beside: Duration,
}

impl Times {
    /// How many times longer.
    pub fn ratio(self) -> f64 {
        self.of.as_secs_f64() / self.beside.as_secs_f64()
    }
}

/// The median time of a command; the first run is not counted.
pub fn median(command: impl Fn() -> Command, runs: usize) -> Result<Duration, String> {
    once(command())?;
    let times: Vec<Duration> = (0..runs).map(|_| once(command())).collect::<Result<_, _>>()?;
    Ok(middle(times))
}

/// The medians of two commands, one after the other in each round; the first round is not counted.
pub fn in_turn(of: impl Fn() -> Command, beside: impl Fn() -> Command, runs: usize) -> Result<Times, String> {
    let round = || Ok::<_, String>((once(of())?, once(beside())?));
    round()?;
    let times: Vec<(Duration, Duration)> = (0..runs).map(|_| round()).collect::<Result<_, _>>()?;
    let (all, others) = times.into_iter().unzip();
    Ok(Times { of: middle(all), beside: middle(others) })
}

/// From the start of a process to its end; what it prints is thrown away.
fn once(mut command: Command) -> Result<Duration, String> {
    let shown = format!("{:?} {:?}", command.get_program(), command.get_args().collect::<Vec<_>>());
    command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    let start = Instant::now();
    let status = command.status().map_err(|e| format!("{shown}: {e}"))?;
    let time = start.elapsed();
    if status.success() { Ok(time) } else { Err(format!("{shown}: {status}")) }
}

fn middle(mut times: Vec<Duration>) -> Duration {
    times.sort_unstable();
    times.get(times.len() / 2).copied().unwrap_or_default()
}
