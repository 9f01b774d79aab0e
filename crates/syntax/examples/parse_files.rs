//! Reads schema files and parses them, nothing else: the least that compiling takes. `parse_files schema.prisma …`

use std::hint::black_box;

use icms_diagnostic::FileId;
use icms_syntax::{Dialect, parse};

fn main() -> Result<(), std::io::Error> {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path)?;
        let dialect = if path.ends_with(".prisma") { Dialect::Prisma } else { Dialect::Icms };
        black_box(parse(FileId(0), &text, dialect));
    }
    Ok(())
}
