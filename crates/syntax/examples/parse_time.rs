//! How long reading a file takes: `cargo run --release -p icms-syntax --example parse_time -- schema.prisma`.

use icms_diagnostic::FileId;
use icms_syntax::{Dialect, parse};
use std::time::{Duration, Instant};

const ROUNDS: usize = 20;

fn main() -> Result<(), std::io::Error> {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path)?;
        let dialect = if path.ends_with(".prisma") { Dialect::Prisma } else { Dialect::Icms };
        let once = parse(FileId(0), &text, dialect);
        for error in &once.errors {
            println!("{path}: {}: {} {:?}", error.code, error.message, error.span);
        }
        let parsing = fastest(|| parse(FileId(0), &text, dialect));
        println!("{path}: {} bytes, {} blocks, parse {parsing:?}", text.len(), once.file.blocks.len());
    }
    Ok(())
}

fn fastest<T>(mut work: impl FnMut() -> T) -> Duration {
    let times = (0..ROUNDS).map(|_| {
        let start = Instant::now();
        let value = work();
        let time = start.elapsed();
        drop(value);
        time
    });
    times.min().unwrap_or_default()
}
