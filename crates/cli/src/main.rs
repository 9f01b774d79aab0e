//! The `icms` command: reads arguments, calls `workspace`, prints what comes back. One file per command.

mod arguments;
mod clock;
mod commands;
mod progress;
mod terminal;

use std::process::ExitCode;

use clap::Parser;

use arguments::Arguments;
use terminal::Terminal;

/// A compiler makes and drops millions of small things; the system's allocator takes a quarter of the time for it.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    let arguments = match Arguments::try_parse() {
        Ok(arguments) => arguments,
        Err(error) => {
            // A closed pipe is no reason to fail while telling how to use the program.
            let _ = error.print();
            return ExitCode::from(if error.use_stderr() { 64 } else { 0 });
        }
    };
    let terminal = Terminal::new(&arguments.global);
    match commands::run(&arguments, &terminal) {
        Ok(status) => ExitCode::from(status),
        Err(failure) => {
            let failure = terminal.disclosed(*failure);
            terminal.failure(&failure, arguments.command.format());
            ExitCode::from(failure.exit.status())
        }
    }
}
