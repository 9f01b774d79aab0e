//! The judge: a script on a real server and in process, statement by statement, and what differs afterwards.

#![allow(dead_code)]

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};

use icms_connect::Session;
use icms_diagnostic::FileId;
use icms_diff::{Answers, describe, diff};
use icms_embedded::testing::TestServer;
use icms_introspect::{Options, introspect};
use icms_model::effect::Action;
use icms_model::{Hints, Pair, Schema};
use icms_replay::{Outcome, Replay};
use icms_sql::{PieceKind, Script};

/// What came out of one case.
#[derive(Debug, Default)]
pub struct Judged {
    /// Statements that only a server can judge, in the order met.
    pub opaque: Vec<String>,
    /// Where the two worlds disagree.
    pub misses: Vec<String>,
    /// Statements that the server refused and the replay did not: roles, missing extensions, bodies of functions.
    pub lenient: Vec<String>,
    /// Statements that the server refused.
    pub refused: usize,
    /// Statements in all.
    pub statements: usize,
}

impl Judged {
    /// Nothing to complain about.
    pub fn agrees(&self) -> bool {
        self.misses.is_empty()
    }
}

/// Runs scripts one after the other on a fresh database and in process.
pub fn judge(scripts: &[(String, String)]) -> Judged {
    let database = TestServer::shared().fresh_database();
    let mut session = database.session();
    let mut replay = Replay::new(Schema::empty());
    let mut judged = Judged::default();
    for (name, text) in scripts {
        if !apply(name, text, &mut session, &mut replay, &mut judged) {
            break;
        }
    }
    let _ = session.batch_execute("ROLLBACK");
    let mut fresh = database.session();
    match introspect(&mut fresh, &Options::default()) {
        Ok(found) => compare(replay.schema(), &found.schema, &mut fresh, &mut judged),
        Err(error) => judged.misses.push(format!("introspection: {}", error.message)),
    }
    judged
}

/// One script; false when it cannot go on.
fn apply(name: &str, text: &str, session: &mut Session, replay: &mut Replay, judged: &mut Judged) -> bool {
    let script = Script::parse(FileId(0), text);
    let mut open = false;
    for statement in &script.statements {
        if statement.kind() != PieceKind::Sql {
            continue;
        }
        judged.statements += 1;
        let words = statement.leading_words(2);
        let first = words.first().map_or("", String::as_str);
        let stdin = first == "copy" && statement.text().to_lowercase().contains("from stdin");
        // The driver always speaks UTF-8, whatever the script believes psql to send.
        let encoding = words == ["set", "client_encoding"];
        let server = if stdin || encoding { Ok(()) } else { session.batch_execute(statement.text()) };
        match first {
            "begin" | "start" => open = true,
            "commit" | "end" | "rollback" | "abort" if words.get(1).is_none_or(|w| w != "to") => open = false,
            _ => {}
        }
        let place = |what: &str| format!("{name}: {what}: {}", short(statement.text()));
        if let Err(error) = server {
            judged.refused += 1;
            // The replay must refuse it too, and must not have done anything.
            let mut copy = replay.clone();
            if copy.apply(statement).outcome == Outcome::Done {
                judged.lenient.push(place(&format!("only the server refuses ({error})")));
            }
            if open {
                replay.reconnect();
                return false;
            }
            continue;
        }
        let effects = replay.apply(statement);
        match effects.outcome {
            Outcome::Done => {}
            Outcome::Failed => {
                let why = effects.effects.iter().find_map(|e| match &e.action {
                    Action::Opaque(opaque) => Some(format!("{opaque:?}")),
                    _ => None,
                });
                judged.misses.push(place(&format!("only the replay refuses ({})", why.unwrap_or_default())));
            }
            Outcome::Unknown => judged.opaque.push(place("opaque")),
        }
    }
    replay.reconnect();
    let _ = session.batch_execute("RESET ALL");
    true
}

/// Compares what the replay says with what the server says.
fn compare(replayed: &Schema, real: &Schema, session: &mut Session, judged: &mut Judged) {
    let pair = Pair::new(replayed, real);
    let hints = Hints::default();
    let first = diff(pair, &hints, &Answers::default());
    let answers = icms_introspect::decide(session, &first.undecided, real);
    let found = diff(pair, &hints, &answers);
    for change in &found.changes {
        let described = describe(change, pair);
        let mut shown = format!("{:?} {}: {described:?}", change.verb(), change.object(pair));
        if let icms_model::Change::Column(icms_model::change::ObjectChange::Alter(ids, what)) = change {
            shown += &format!(
                "\n    {what:?}\n    {:?}\n    {:?}",
                replayed.member(&ids.before),
                real.member(&ids.after)
            );
        }
        judged.misses.push(shown);
    }
    let listed = |schema: &Schema| -> BTreeSet<String> {
        // Default privileges carry the name of the role that ran the script: nobody knows it here.
        let known = schema.unmanaged.iter().filter(|o| *o.kind != *"default privileges");
        known.map(|o| format!("{} {}", o.kind, o.name)).collect()
    };
    let (ours, theirs) = (listed(replayed), listed(real));
    judged.misses.extend(ours.difference(&theirs).map(|o| format!("unmanaged only in the replay: {o}")));
    judged.misses.extend(theirs.difference(&ours).map(|o| format!("unmanaged only on the server: {o}")));
}

fn short(text: &str) -> String {
    let line: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    line.chars().take(160).collect()
}

/// The corpus beside the checkout, if there is one.
pub fn corpus(part: &str) -> Option<PathBuf> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../..");
    let beside = [root.join("../shared/corpus"), root.join("../../shared/corpus")];
    beside.into_iter().map(|path| path.join(part)).find(|path| path.is_dir())
}

/// The entries of a folder in byte order.
pub fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder)
        .unwrap_or_else(|error| panic!("{}: {error}", folder.display()))
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths
}

/// The last part of a path.
pub fn stem(path: &Path) -> String {
    path.file_stem().map(|s| s.to_string_lossy().into_owned()).unwrap_or_default()
}
