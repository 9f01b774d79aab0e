//! Processes that are not our children: are they alive, what are they, and how to end them.

use std::path::Path;
use std::time::{Duration, Instant};

use rustix::process::{Pid, Signal, WaitOptions, kill_process, test_kill_process, waitpid};

/// How a server is told to end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ending {
    /// Sessions are cut off, data is written.
    Fast,
    /// At once; the next start recovers.
    Immediate,
}

/// Whether the process lives and its command line names `path`: a number alone may have been given to another process.
pub fn serves(pid: u32, path: &Path) -> bool {
    command_line(pid).is_some_and(|line| line.contains(&*path.to_string_lossy()))
}

fn command_line(pid: u32) -> Option<String> {
    if Path::new("/proc/self").exists() {
        let bytes = std::fs::read(format!("/proc/{pid}/cmdline")).ok()?;
        return Some(String::from_utf8_lossy(&bytes).replace('\0', " "));
    }
    let out = std::process::Command::new("ps")
        .args(["-ww", "-o", "command=", "-p", &pid.to_string()])
        .output()
        .ok()?;
    Some(String::from_utf8_lossy(&out.stdout).into_owned())
}

/// Signals a server.
pub fn end(pid: u32, ending: Ending) {
    let signal = match ending {
        Ending::Fast => Signal::INT,
        Ending::Immediate => Signal::QUIT,
    };
    if let Some(pid) = number(pid) {
        let _ = kill_process(pid, signal);
    }
}

/// Waits until it is gone; false when it is not after `limit`.
pub fn wait_gone(pid: u32, limit: Duration) -> bool {
    let start = Instant::now();
    while number(pid).is_some_and(|pid| !reaped(pid) && test_kill_process(pid).is_ok()) {
        if start.elapsed() > limit {
            return false;
        }
        std::thread::sleep(Duration::from_millis(2));
    }
    true
}

/// A child of ours that has ended still answers signals until somebody asks for its status.
fn reaped(pid: Pid) -> bool {
    matches!(waitpid(Some(pid), WaitOptions::NOHANG), Ok(Some(_)))
}

/// The last resort for a server that does not end.
pub fn kill(pid: u32) {
    if let Some(pid) = number(pid) {
        let _ = kill_process(pid, Signal::KILL);
    }
}

fn number(pid: u32) -> Option<Pid> {
    i32::try_from(pid).ok().and_then(Pid::from_raw)
}
