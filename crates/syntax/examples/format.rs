//! A file laid out: `cargo run -p icms-syntax --example format -- schema.icms`.

use icms_syntax::{Dialect, format};

fn main() -> Result<(), std::io::Error> {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path)?;
        let dialect = if path.ends_with(".prisma") { Dialect::Prisma } else { Dialect::Icms };
        print!("{}", format(&text, dialect));
    }
    Ok(())
}
