//! A breaking change of the schema stops a program from compiling; a safe one does not.

#![allow(dead_code, reason = "the programs are compiled, not run")]
#![allow(
    clippy::duplicate_mod,
    reason = "one program is compiled with the client of every safe case"
)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use trybuild::TestCases;

// That this compiles is the other half: every program with the client of the base, and the base's with that of every safe case.
include!(concat!(env!("OUT_DIR"), "/compiling.rs"));

/// Every folder of one kind.
fn cases(kind: &str) -> BTreeSet<PathBuf> {
    let entries = std::fs::read_dir(kind).unwrap();
    entries.map(|entry| entry.unwrap().path()).collect()
}

#[test]
fn breaking_changes_and_what_is_refused_do_not_compile() {
    let out = Path::new(env!("OUT_DIR"));
    let tests = TestCases::new();
    for case in cases("breaking").into_iter().chain(cases("refused")) {
        // The compiler's words stand beside the program, and `TRYBUILD=overwrite` writes them there.
        let (expected, beside) = (
            std::path::absolute(case.join("program.stderr")).unwrap(),
            out.join(&case).join("main.stderr"),
        );
        let _ = std::fs::remove_file(&beside);
        std::os::unix::fs::symlink(expected, beside).unwrap();
        tests.compile_fail(out.join(case).join("main.rs"));
    }
}

#[test]
fn every_row_of_the_guide_is_a_case() {
    let guide = std::fs::read_to_string("../../docs/client.md").unwrap();
    let rows = guide
        .split("(../examples/breaks/")
        .skip(1)
        .filter_map(|rest| rest.split_once("/program.rs"));
    let named: BTreeSet<PathBuf> = rows.map(|(case, _)| PathBuf::from(case)).collect();
    assert_eq!(named, cases("breaking"));
}
