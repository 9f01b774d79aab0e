//! How long reading a file takes: `cargo run --release -p icms-syntax --example parse_time -- [rounds] schema.prisma`.
//! The first round is shown apart: it is what a process that reads a file once pays.

use icms_diagnostic::FileId;
use icms_syntax::{Dialect, parse};
use std::time::{Duration, Instant};

fn main() -> Result<(), std::io::Error> {
    let (numbers, paths): (Vec<_>, Vec<_>) =
        std::env::args().skip(1).partition(|a| a.parse::<usize>().is_ok());
    let rounds = numbers.first().and_then(|n| n.parse().ok()).unwrap_or(20);
    for path in paths {
        let text = std::fs::read_to_string(&path)?;
        let dialect = if path.ends_with(".prisma") { Dialect::Prisma } else { Dialect::Icms };
        let start = Instant::now();
        let once = parse(FileId(0), &text, dialect);
        let first = start.elapsed();
        for error in &once.errors {
            println!("{path}: {}: {} {:?}", error.code, error.message, error.span);
        }
        let parsing = fastest(rounds, || parse(FileId(0), &text, dialect));
        println!(
            "{path}: {} bytes, {} blocks, parse {parsing:?} (first {first:?})",
            text.len(),
            once.file.blocks.len()
        );
    }
    Ok(())
}

fn fastest<T>(rounds: usize, mut work: impl FnMut() -> T) -> Duration {
    let times = (0..rounds).map(|_| {
        let start = Instant::now();
        let value = work();
        let time = start.elapsed();
        drop(value);
        time
    });
    times.min().unwrap_or_default()
}
