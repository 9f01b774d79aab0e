//! Schema pairs on a real server: `pairs [--show] DIR…`, each with cases of `from.sql` and `to.sql`.

#![allow(clippy::unwrap_used, reason = "a judge that cannot go on stops")]

use std::fs;
use std::path::{Path, PathBuf};

use icms_connect::{Purpose, Session, Url};
use icms_diagnostic::FileId;
use icms_diff::{Answers, Difference, diff};
use icms_embedded::testing::TestServer;
use icms_introspect::{Options, decide, introspect};
use icms_model::{Hints, Pair, Schema, Target};
use icms_plan::{Mode, plan};
use icms_sql::Script;

fn main() {
    let args: Vec<String> = std::env::args().skip(1).collect();
    let show = args.iter().any(|a| a == "--show");
    let only: Option<&String> = args.iter().position(|a| a == "--only").and_then(|at| args.get(at + 1));
    let mut cases: Vec<PathBuf> = Vec::new();
    for root in args.iter().filter(|a| !a.starts_with("--") && Some(*a) != only) {
        for entry in fs::read_dir(root).unwrap() {
            let path = entry.unwrap().path();
            if path.join("to.sql").exists()
                && only.is_none_or(|o| path.to_string_lossy().contains(o.as_str()))
            {
                cases.push(path);
            }
        }
    }
    cases.sort();
    let (mut up, mut down, mut unmanaged, mut total) = (0, 0, 0, 0);
    for case in &cases {
        match run(case, show) {
            Outcome::Skipped(why) => println!("SKIP {}: {why}", name(case)),
            Outcome::Failed(stage, why, foreign) => {
                if foreign {
                    unmanaged += 1;
                }
                total += 1;
                up += usize::from(stage == "DOWN");
                println!("{stage}{} {}: {why}", if foreign { " (unmanaged)" } else { "" }, name(case));
            }
            Outcome::Passed => {
                total += 1;
                up += 1;
                down += 1;
            }
        }
    }
    println!("up {up}/{total} down {down}/{total}, {unmanaged} failures with unmanaged differences");
}

enum Outcome {
    Skipped(String),
    Failed(&'static str, String, bool),
    Passed,
}

fn name(case: &Path) -> String {
    let parts: Vec<_> = case.iter().rev().take(2).map(|p| p.to_string_lossy().into_owned()).collect();
    format!("{}/{}", parts[1], parts[0])
}

fn load(url: &Url, case: &Path, file: &str) -> Result<(), String> {
    let mut psql = std::process::Command::new("psql");
    psql.args(["-X", "-q", "-v", "ON_ERROR_STOP=1", "-f"]).arg(case.join(file));
    psql.arg("-d").arg(url.to_string()).env("PGOPTIONS", "-c client_min_messages=error");
    let output = psql.output().map_err(|e| e.to_string())?;
    if output.status.success() { Ok(()) } else { Err(String::from_utf8_lossy(&output.stderr).into_owned()) }
}

fn run_script(session: &mut Session, text: &str) -> Result<(), String> {
    let script = Script::parse(FileId(0), text);
    for statement in script.sql() {
        let sql = statement.text();
        if let Err(error) = session.batch_execute(sql) {
            return Err(format!("{} [in {}]", error.message, sql.lines().next().unwrap_or_default()));
        }
    }
    Ok(())
}

fn read(url: &Url) -> Result<Schema, String> {
    let mut session = Session::open(url, Purpose::Read).map_err(|e| e.message)?;
    Ok(introspect(&mut session, &Options::default()).map_err(|e| e.message)?.schema)
}

fn difference(url: &Url, before: &Schema, after: &Schema) -> Difference {
    let pair = Pair::new(before, after);
    let first = diff(pair, &Hints::default(), &Answers::default());
    if first.undecided.is_empty() {
        return first;
    }
    let mut session = Session::open(url, Purpose::Write).unwrap();
    let answers = decide(&mut session, &first.undecided, after);
    diff(pair, &Hints::default(), &answers)
}

fn run(case: &Path, show: bool) -> Outcome {
    let server = TestServer::shared();
    let mut root = Session::open(&server.url(), Purpose::Write).unwrap();
    for role in fs::read_to_string(case.join("roles.txt")).unwrap_or_default().split_whitespace() {
        let _ = root.batch_execute(&format!("CREATE ROLE \"{role}\""));
    }
    let (a, b) = (server.fresh_database(), server.fresh_database());
    if let Err(why) = load(&a, case, "from.sql").and_then(|()| load(&b, case, "to.sql")) {
        return Outcome::Skipped(why);
    }
    let (before, after) = match (read(&a), read(&b)) {
        (Ok(before), Ok(after)) => (before, after),
        (Err(why), _) | (_, Err(why)) => return Outcome::Failed("READ", why, false),
    };
    let foreign = before.unmanaged != after.unmanaged;
    let found = difference(&b, &before, &after);
    let plan = plan(Pair::new(&before, &after), &found.changes, Target { major: 15 }, Mode::Offline);
    if show {
        println!(
            "---- {}\n{:#?}\n{}\n---- down\n{}",
            name(case),
            found.changes,
            plan.up_sql(),
            plan.down_sql()
        );
        println!("{:#?} {:#?}", plan.lost_by_up, plan.lost_by_down);
    }
    if let Some(error) = plan.diagnostics.iter().find(|d| d.severity == icms_diagnostic::Severity::Error) {
        return Outcome::Failed("PLAN", error.message.clone(), foreign);
    }
    if let Err(why) = run_script(&mut a.session(), &plan.up_sql()) {
        return Outcome::Failed("UP", why, foreign);
    }
    match read(&a) {
        Ok(now) => {
            let left = difference(&b, &now, &after);
            if !left.changes.is_empty() {
                let objects: Vec<_> = left
                    .changes
                    .iter()
                    .map(|c| format!("{} {}", c.verb().word(), c.object(Pair::new(&now, &after))))
                    .collect();
                return Outcome::Failed("UP", format!("differs: {}", objects.join(", ")), foreign);
            }
        }
        Err(why) => return Outcome::Failed("UP", why, foreign),
    }
    if let Err(why) = run_script(&mut a.session(), &plan.down_sql()) {
        return Outcome::Failed("DOWN", why, foreign);
    }
    match read(&a) {
        Ok(now) => {
            let left = difference(&b, &now, &before);
            if left.changes.is_empty() {
                Outcome::Passed
            } else {
                let objects: Vec<_> = left
                    .changes
                    .iter()
                    .map(|c| format!("{} {}", c.verb().word(), c.object(Pair::new(&now, &before))))
                    .collect();
                Outcome::Failed("DOWN", format!("differs: {}", objects.join(", ")), foreign)
            }
        }
        Err(why) => Outcome::Failed("DOWN", why, foreign),
    }
}
