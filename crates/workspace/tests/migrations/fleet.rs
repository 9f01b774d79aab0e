//! One history over many databases.

use icms_embedded::testing::TestServer;
use icms_workspace::fleet::{self, Fate, OnFailure, Options, Targets};
use icms_workspace::{Exit, Line, Project, Study, deploy, status};

use crate::place::{Place, said};

fn named(database: &icms_embedded::testing::TestDatabase<'_>) -> String {
    database.session().database().to_owned()
}

fn words(fates: &[(String, Fate<usize>)]) -> Vec<String> {
    let word = |fate: &Fate<usize>| match fate {
        Fate::Done(count) => format!("{count}"),
        Fate::Failed(failure) => failure.diagnostics.iter().map(|d| d.code.to_string()).collect(),
        Fate::NotBegun => "-".to_owned(),
    };
    fates.iter().map(|(_, fate)| word(fate)).collect()
}

#[test]
fn a_history_goes_over_many_databases_and_what_failed_is_gone_on_with() {
    let place = Place::new("fleet");
    let server = TestServer::shared();
    let databases: Vec<_> = (0..6).map(|_| server.fresh_database()).collect();
    let project = place.project(&databases[0]);
    place.migration("1_a", "CREATE TABLE a (id int PRIMARY KEY);", "DROP TABLE a;");
    let names: Vec<String> = databases.iter().map(named).collect();
    let list = Targets::databases(&names.join(", "), &project).unwrap();
    assert_eq!(list.names, names);
    let query = format!("SELECT datname FROM pg_database WHERE datname = '{}'", names[2]);
    assert_eq!(Targets::databases(&query, &project).unwrap().names, [names[2].clone()]);
    let none = Targets::databases("SELECT datname FROM pg_database WHERE false", &project).unwrap_err();
    assert!(said(&none).starts_with("E7054"), "{}", said(&none));

    databases[1].session().batch_execute("CREATE TABLE a ()").unwrap();
    let study = Study::of(&project).unwrap();
    let deploy = |_: &str, target: &Project, line: &mut Line| {
        deploy::on(line, &study, deploy::Options::default(), target, &|_| {}).map(|applied| applied.len())
    };
    let silent = |_: &str, _: &Fate<usize>| {};
    let one_by_one = Options { jobs: 1, on_failure: OnFailure::Stop };
    assert_eq!(
        words(&fleet::each(&list, one_by_one, &project, &silent, deploy)),
        ["1", "E5100", "-", "-", "-", "-"]
    );
    let all = Options { jobs: 3, on_failure: OnFailure::KeepGoing };
    assert_eq!(
        words(&fleet::each(&list, all, &project, &silent, deploy)),
        ["0", "E5100", "1", "1", "1", "1"]
    );
    databases[1].session().batch_execute("DROP TABLE a").unwrap();
    assert_eq!(words(&fleet::each(&list, all, &project, &silent, deploy)), ["0", "1", "0", "0", "0", "0"]);
    let clean = |_: &str, target: &Project, line: &mut Line| Ok(status::on(line, &study, target)?.len());
    assert_eq!(words(&fleet::each(&list, all, &project, &silent, clean)), ["1"; 6]);

    let missing = Targets::databases("no_such_database", &project).unwrap();
    let fates = fleet::each(&missing, all, &project, &silent, deploy);
    assert!(matches!(&fates[0].1, Fate::Failed(failure) if failure.exit == Exit::Failed));
}
