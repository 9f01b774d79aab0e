//! Every folder of `tests/diff/<kind>/<case>/`: its plan is what `up.sql` and `down.sql` say, and proves itself.
//!
//! `UPDATE=1` rewrites the expected files. Notes of the plan stand as comments at the head of `up.sql`.

mod case;

use std::fs;
use std::path::Path;

use icms_diagnostic::FileId;
use icms_diff::Answers;
use icms_plan::{Mode, Plan, prove};
use icms_sql::Script;

use case::Case;

#[test]
fn plans_are_as_expected_and_prove_themselves() {
    let cases = case::all();
    let failures: Vec<String> = cases.iter().filter_map(|folder| failure(folder)).collect();
    assert!(failures.is_empty(), "{} of {} cases\n{}", failures.len(), cases.len(), failures.join("\n\n"));
    assert!(cases.len() >= 60, "only {} cases", cases.len());
}

/// What is wrong with a case, if anything.
fn failure(folder: &Path) -> Option<String> {
    let wrong = |what: String| Some(format!("{}: {what}", folder.display()));
    let case = match Case::read(folder) {
        Ok(case) => case,
        Err(error) => return wrong(error),
    };
    let plan = case.plan(Mode::Offline);
    let texts = [("up.sql", with_notes(&plan, plan.up_sql())), ("down.sql", plan.down_sql())];
    for (name, found) in texts {
        if let Some(difference) = compare(&folder.join(name), &found) {
            return wrong(difference);
        }
    }
    if let Some(difference) = split_differs(&plan) {
        return wrong(difference);
    }
    let refused = plan.diagnostics.has_errors();
    match prove(&plan, case.schemas(), &Answers::default()) {
        Err(errors) if !refused => {
            let messages: Vec<String> = errors.into_iter().map(|e| e.message).collect();
            wrong(format!("no proof:\n  {}", messages.join("\n  ")))
        }
        _ => None,
    }
}

fn with_notes(plan: &Plan, sql: String) -> String {
    let note =
        |d: &icms_diagnostic::Diagnostic| format!("-- {:?}: {}\n", d.severity, d.message).to_lowercase();
    let notes: String = plan.diagnostics.iter().map(note).collect();
    format!("{notes}{sql}")
}

fn compare(file: &Path, found: &str) -> Option<String> {
    if std::env::var_os("UPDATE").is_some() {
        return fs::write(file, found).err().map(|error| format!("{}: {error}", file.display()));
    }
    match fs::read_to_string(file) {
        Err(_) => Some(format!("{} is missing: UPDATE=1 writes it", file.display())),
        Ok(expected) if expected == found => None,
        Ok(expected) => Some(format!("{}\nfound:\n{found}expected:\n{expected}", file.display())),
    }
}

/// The scripts, cut into statements, are the statements of the plan.
fn split_differs(plan: &Plan) -> Option<String> {
    for (groups, text) in [(&plan.up, plan.up_sql()), (&plan.down, plan.down_sql())] {
        let planned: Vec<String> =
            groups.iter().flat_map(|group| group.statements()).map(|s| format!("{};", s.sql)).collect();
        let script = Script::parse(FileId(0), &text);
        let split: Vec<&str> = script.sql().map(|s| s.text()).collect();
        if split != planned {
            return Some(format!("the script splits into {split:#?}\nplanned {planned:#?}"));
        }
    }
    None
}
