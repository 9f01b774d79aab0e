//! Makes a test of every Rust block of `docs/client.md`, in one file that `tests/guide.rs` includes.
//!
//! A block is the body of a function in which `db` is a connection: asynchronous where the block awaits something. A block
//! with `fn main` is a program and runs as one, and one with `#[test]` is a module of tests. What a reader need not see
//! stands before a block in a comment that begins with `<!-- rust`.

use std::error::Error;
use std::fmt::Write as _;
use std::path::Path;

fn main() -> Result<(), Box<dyn Error>> {
    let guide = Path::new("../../docs/client.md");
    println!("cargo:rerun-if-changed={}", guide.display());
    let tests: String = blocks(&std::fs::read_to_string(guide)?)
        .iter()
        .map(Block::as_test)
        .collect();
    let out = std::env::var("OUT_DIR")?;
    std::fs::write(Path::new(&out).join("guide.rs"), tests)?;
    Ok(())
}

/// A piece of Rust in the guide.
struct Block {
    line: usize,
    hidden: String,
    code: String,
}

/// Where the reader of lines is.
enum Place {
    Text,
    Hidden,
    Code,
}

fn blocks(guide: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let (mut place, mut hidden, mut code) = (Place::Text, String::new(), String::new());
    for (at, line) in guide.lines().enumerate() {
        match (&place, line) {
            (Place::Text, "<!-- rust") => place = Place::Hidden,
            (Place::Text, "```rust") => place = Place::Code,
            (Place::Hidden, "-->") => place = Place::Text,
            (Place::Code, "```") => {
                place = Place::Text;
                let (hidden, code) = (std::mem::take(&mut hidden), std::mem::take(&mut code));
                let line = at - code.lines().count();
                blocks.push(Block { line, hidden, code });
            }
            (Place::Hidden, line) => hidden.extend([line, "\n"]),
            (Place::Code, line) => code.extend([line, "\n"]),
            (Place::Text, _) => {}
        }
    }
    blocks
}

impl Block {
    fn as_test(&self) -> String {
        let Self { line, hidden, code } = self;
        let mut out = String::new();
        let name = format!("line_{line}");
        // Writing to a string cannot fail.
        let _ = if code.contains("fn main(") {
            let (code, run) = (self.program(), self.runner());
            write!(
                out,
                "mod {name} {{\n{code}\n#[test]\nfn runs() {{ super::{run}; }}\n}}\n"
            )
        } else if code.contains("#[test]") {
            write!(out, "mod {name} {{\n{hidden}{code}}}\n")
        } else if code.contains(".await") {
            write!(
                out,
                "#[test]\nfn {name}() {{\n    asynchronous(async |db: &mut Db| -> Outcome {{\n{hidden}{code}\n    Ok(())\n}});\n}}\n"
            )
        } else {
            write!(
                out,
                "#[test]\nfn {name}() {{\n    blocking(|db: &mut SyncDb| -> Outcome {{\n{hidden}{code}\n    Ok(())\n}});\n}}\n"
            )
        };
        out
    }

    /// The program with the client of the features, and with a database of its own in place of the environment's.
    fn program(&self) -> String {
        self.code
            .replace("mod db;", "use features_example::db;")
            .replace("std::env::var(", "super::variable(")
            .replace("#[tokio::main]\n", "")
    }

    fn runner(&self) -> &'static str {
        if self.code.contains("async fn main(") {
            "asynchronous_program(main)"
        } else {
            "blocking_program(main)"
        }
    }
}
