//! Scripts beside the schema they make: `tests/replay/<kind>/<case>.sql` and `<case>.txt`. Each is judged by a server too.

mod support;

use std::path::{Path, PathBuf};

use icms_diagnostic::{FileId, Sources};
use icms_model::{Schema, dump};
use icms_replay::{Transaction, replay};
use icms_sql::Script;
use support::{entries, judge};

fn cases() -> Vec<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../tests/replay");
    let kinds = entries(&root).into_iter().filter(|path| path.is_dir());
    let files: Vec<PathBuf> = kinds.flat_map(|kind| entries(&kind)).collect();
    let scripts: Vec<PathBuf> =
        files.iter().filter(|path| path.extension().is_some_and(|e| e == "sql")).cloned().collect();
    assert!(!scripts.is_empty(), "no cases under tests/replay");
    for file in &files {
        assert!(scripts.contains(&file.with_extension("sql")), "{} belongs to no script", file.display());
    }
    scripts
}

/// The schema, what was found wrong, and the effects of each statement by its line.
fn outcome(text: &str) -> String {
    let mut sources = Sources::default();
    let file = sources.add("case.sql", text);
    let replayed = replay(Schema::empty(), &Script::parse(FileId(file.0), text));
    let mut shown = dump(&replayed.schema);
    let wrong: Vec<String> = replayed
        .diagnostics
        .iter()
        .map(|d| format!("{} {}: {}\n", d.code, d.span.map_or(0, |s| sources.position(s).0), d.message))
        .collect();
    if !wrong.is_empty() {
        shown += "---\n";
        shown += &wrong.concat();
    }
    shown += "---\n";
    for done in &replayed.statements {
        let mut place = sources.position(done.span).0.to_string();
        if done.transaction != Transaction::Alone {
            place += &format!(" {:?}", done.transaction);
        }
        for effect in &done.effects {
            shown += &format!("{place}: {} {:?}\n", effect.object, effect.action);
        }
    }
    shown
}

#[test]
fn schemas_are_as_written_down() {
    let mut wrong = Vec::new();
    for case in cases() {
        let text = std::fs::read_to_string(&case).expect("a script");
        let found = outcome(&text);
        let expected = case.with_extension("txt");
        if std::env::var_os("UPDATE").is_some() {
            std::fs::write(&expected, &found).expect("the expected file");
        }
        let wanted = std::fs::read_to_string(&expected).unwrap_or_default();
        if wanted != found {
            wrong.push(format!("{}\n--- expected\n{wanted}--- found\n{found}", case.display()));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_server_says_the_same() {
    let mut wrong = Vec::new();
    for case in cases() {
        let text = std::fs::read_to_string(&case).expect("a script");
        let judged = judge(&[("case".to_owned(), text)]);
        // A case with opaque statements says so; the schemas differ then, and that is what it shows.
        if judged.opaque.is_empty() && (!judged.misses.is_empty() || !judged.lenient.is_empty()) {
            wrong.push(format!(
                "{}:\n  {}\n  {}",
                case.display(),
                judged.misses.join("\n  "),
                judged.lenient.join("\n  ")
            ));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
