//! A program works where the deploy does.

use std::collections::BTreeMap;
use std::path::Path;

use icms_embedded::testing::TestServer;
use icms_execute::{Programs, Task};

#[test]
fn unqualified_names_of_a_program_lead_to_the_namespace_that_is_deployed_to() {
    let database = TestServer::shared().role("deployer");
    database.execute("CREATE SCHEMA \"tenant a\"; CREATE TABLE \"tenant a\".t (name text); CREATE TABLE public.t (name text)");
    let line = "psql -qX -v ON_ERROR_STOP=1 -v name=\"$ICMS_NAMESPACE\" -f fill.sql";
    let folder = std::env::temp_dir().join(format!("icms-program-home-{}", std::process::id()));
    std::fs::create_dir_all(&folder).unwrap();
    std::fs::write(folder.join("fill.sql"), "INSERT INTO t VALUES (:'name');").unwrap();
    let programs = Programs::new(BTreeMap::from([("fill".to_owned(), line.to_owned())]), Path::new(&folder));
    let task = Task { name: "fill", migration: "1_a", direction: "up" };
    let status = programs.run(task, &database.at_home("tenant a")).unwrap();
    std::fs::remove_dir_all(&folder).unwrap();
    assert!(status.success());
    let seen = "SELECT (SELECT string_agg(name, '') FROM \"tenant a\".t), (SELECT count(*) FROM public.t)";
    let cells = ["tenant a", "0"].map(|cell| Some(cell.to_owned()));
    assert_eq!(database.session().texts(seen).unwrap(), [cells]);
}
