//! Makes the client of the base and of every changed schema, and the programs around them.
//!
//! A case is a folder of `breaking` or `safe` with `change.diff`, what changes in `base/schema.icms`. `program.rs` of a breaking
//! case compiles with the client of the base and not with that of its own schema; `base/program.rs` compiles with the client of
//! every safe case. What no client allows is in `refused`: `program.rs` does not compile with the client of the base.

use std::error::Error;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};

use icms_codegen::{Input, Options};
use icms_diagnostic::Sources;
use icms_syntax::Dialect;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;

fn main() -> Outcome {
    let out = PathBuf::from(std::env::var("OUT_DIR")?);
    let base = std::fs::read_to_string("base/schema.icms")?;
    println!("cargo:rerun-if-changed=base");
    let base_client = module("db", &client(&base, &out.join("base"))?);
    let mut compiling = base_client.clone();
    for case in cases("breaking")? {
        let folder = out.join(&case);
        let db = client(&changed(&base, &case)?, &folder)?;
        let program = module("program", &std::path::absolute(case.join("program.rs"))?);
        refused(&folder, &module("db", &db), &program)?;
        compiling += &module(&name(&case), &std::path::absolute(case.join("program.rs"))?);
    }
    for case in cases("refused")? {
        let program = module("program", &std::path::absolute(case.join("program.rs"))?);
        refused(&out.join(&case), &base_client, &program)?;
    }
    let program = module("program", &std::path::absolute("base/program.rs")?);
    for case in cases("safe")? {
        let db = module("db", &client(&changed(&base, &case)?, &out.join(&case))?);
        write!(compiling, "mod {} {{\n{db}{program}}}\n", name(&case))?;
    }
    std::fs::write(out.join("compiling.rs"), compiling)?;
    Ok(())
}

/// A program that must not compile.
fn refused(folder: &Path, db: &str, program: &str) -> Outcome {
    std::fs::create_dir_all(folder)?;
    let root = format!("#![allow(dead_code)]\n{db}{program}fn main() {{}}\n");
    Ok(std::fs::write(folder.join("main.rs"), root)?)
}

/// The folders of one kind, by name.
fn cases(kind: &str) -> Outcome<Vec<PathBuf>> {
    println!("cargo:rerun-if-changed={kind}");
    let entries = std::fs::read_dir(kind)?.collect::<Result<Vec<_>, _>>()?;
    let mut cases: Vec<PathBuf> = entries.iter().map(std::fs::DirEntry::path).collect();
    cases.sort();
    Ok(cases)
}

fn name(case: &Path) -> String {
    case.file_name().unwrap_or_default().display().to_string()
}

/// A module of a file anywhere.
fn module(name: &str, file: &Path) -> String {
    format!("#[path = {:?}]\nmod {name};\n", file.display().to_string())
}

/// The schema of a case: every block of its diff stands once in the base.
fn changed(base: &str, case: &Path) -> Outcome<String> {
    let path = case.join("change.diff");
    let diff = std::fs::read_to_string(&path).map_err(|e| format!("{}: {e}", path.display()))?;
    let mut schema = base.to_owned();
    for block in diff.split("@@\n").filter(|block| !block.is_empty()) {
        let side = |gone: char| -> String {
            let kept = block.lines().filter(|line| !line.starts_with(gone));
            kept.map(|line| format!("{}\n", line.get(1..).unwrap_or_default()))
                .collect()
        };
        let (before, after) = (side('+'), side('-'));
        if schema.matches(&before).count() != 1 {
            return Err(format!("{}: not once in the base:\n{before}", path.display()).into());
        }
        schema = schema.replacen(&before, &after, 1);
    }
    if schema == base {
        return Err(format!("{}: changes nothing", path.display()).into());
    }
    Ok(schema)
}

/// Writes the client of a schema; where its first file is.
fn client(schema: &str, folder: &Path) -> Outcome<PathBuf> {
    let mut sources = Sources::default();
    let parse = icms_syntax::parse(sources.add("schema.icms", schema), schema, Dialect::Icms);
    let lowered = icms_lower::lower(&[parse.file], &icms_lower::Options::default());
    if parse.errors.has_errors() || lowered.diagnostics.has_errors() {
        return Err(format!("{:?} {:?}\n{schema}", parse.errors, lowered.diagnostics).into());
    }
    let input = Input {
        graph: &lowered.entities,
        schema: &lowered.schema,
        place: &|object| lowered.origins.get(object),
        queries: &[],
        options: Options::default(),
    };
    let files = icms_codegen::client(input).map_err(|diagnostics| format!("{diagnostics:?}"))?;
    let folder = folder.join("db");
    std::fs::create_dir_all(&folder)?;
    for (name, text) in files {
        std::fs::write(folder.join(name), text)?;
    }
    Ok(folder.join("mod.rs"))
}
