//! The tree of a file: `cargo run -p icms-syntax --example dump -- schema.icms`.

use icms_diagnostic::FileId;
use icms_syntax::{Dialect, parse};

fn main() -> Result<(), std::io::Error> {
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path)?;
        let dialect = if path.ends_with(".prisma") { Dialect::Prisma } else { Dialect::Icms };
        let parse = parse(FileId(0), &text, dialect);
        println!("{:#?}", parse.file);
        for error in &parse.errors {
            println!("{error:?}");
        }
    }
    Ok(())
}
