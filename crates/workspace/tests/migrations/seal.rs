//! `new` and `seal`.

use icms_embedded::testing::TestServer;
use icms_workspace::migrate::new::{self, Kind};
use icms_workspace::migrate::{seal, verify};
use icms_workspace::{Event, deploy, status};

use crate::place::{Place, deployed, said};

#[test]
fn a_new_migration_is_written_edited_and_sealed() {
    let place = Place::new("new");
    place.migration("20200101000000_base", "CREATE TABLE t (id int PRIMARY KEY);", "DROP TABLE t;");
    let project = place.offline();
    let folder = new::run("Add phone to people", Kind::Schema, 1_600_000_000, &project).unwrap();
    assert!(folder.ends_with("20200913122640_add_phone_to_people"));
    let headings = std::fs::read_to_string(folder.join("README.md")).unwrap();
    for heading in
        ["Purpose", "Changes", "Breaking Changes", "Rollback Strategy", "Testing", "Deployment Notes"]
    {
        assert!(headings.contains(&format!("## {heading}\n")), "{heading}");
    }
    assert!(new::run("changes", Kind::Schema, 1_600_000_000, &project).is_err(), "a name must say something");

    let journal = status::journal(&project).unwrap();
    let newest = journal.last().unwrap();
    assert_eq!(newest.manifest.as_ref().unwrap().parent.as_deref(), Some("20200101000000_base"));
    assert!(!newest.edited());
    std::fs::write(folder.join("up.sql"), "ALTER TABLE t ADD COLUMN name text;").unwrap();
    std::fs::write(folder.join("down.sql"), "").unwrap();
    assert!(status::journal(&project).unwrap().last().unwrap().edited());
    let failure = seal::run("20200913", &project).unwrap_err();
    assert!(said(&failure).contains("would still have to drop column public.t.name"), "{}", said(&failure));

    std::fs::write(folder.join("down.sql"), "ALTER TABLE t DROP COLUMN name;").unwrap();
    assert_eq!(seal::run("20200913", &project).unwrap().written.len(), 1);
    let journal = status::journal(&project).unwrap();
    let sealed = journal.last().unwrap();
    assert!(!sealed.edited());
    let manifest = sealed.manifest.as_ref().unwrap();
    assert_ne!(manifest.schema_before, manifest.schema_after);
    assert_eq!(manifest.findings.len(), 1);
    assert!(seal::run("20200913", &project).unwrap().written.is_empty(), "sealed already");
}

#[test]
fn sealing_follows_the_schema_to_later_migrations_and_mends_a_broken_manifest() {
    let place = Place::new("seal");
    place.migration("1_a", "CREATE TABLE t (id int);", "DROP TABLE t;");
    place.migration("2_b", "ALTER TABLE t ADD COLUMN b int;", "ALTER TABLE t DROP COLUMN b;");
    place.write("migrations/1_a/up.sql", "CREATE TABLE t (id bigint);");
    let written: Vec<_> = seal::run("1_a", &place.offline()).unwrap().written;
    assert_eq!(written.iter().map(|id| id.as_str()).collect::<Vec<_>>(), ["1_a", "2_b"]);

    place.write("migrations/2_b/migration.toml", "not a manifest");
    assert!(status::journal(&place.offline()).is_err());
    seal::run("2_b", &place.offline()).unwrap();
    let journal = status::journal(&place.offline()).unwrap();
    assert_eq!(journal.last().unwrap().manifest.as_ref().unwrap().parent.as_deref(), Some("1_a"));

    place.write("migrations/3_theirs/migration.sql", "SELECT 1;");
    assert!(said(&seal::run("3_theirs", &place.offline()).unwrap_err()).starts_with("E5230"));
}

#[test]
fn a_data_migration_is_run_range_by_range_and_sealed_like_others() {
    let place = Place::new("data");
    let database = TestServer::shared().role("app");
    place.migration(
        "20200101000000_base",
        "CREATE TABLE t (id int PRIMARY KEY, a int, b int);",
        "DROP TABLE t;",
    );
    let project = place.project(&database);
    deployed(&project);
    database
        .session()
        .batch_execute("INSERT INTO t SELECT n, n, NULL FROM generate_series(1, 250) AS n")
        .unwrap();
    let folder = new::run("copy a to b", Kind::Data, 1_600_000_000, &project).unwrap();
    let template = std::fs::read_to_string(folder.join("up.sql")).unwrap();
    assert!(template.contains("icms:batch"), "{template}");
    let up = "-- icms:batch t(id) size 100\n-- icms:verify-after SELECT bool_and(a = b) FROM t\n\
              UPDATE t SET b = a WHERE b IS NULL /* icms:range id */;\n";
    std::fs::write(folder.join("up.sql"), up).unwrap();
    seal::run("20200913", &project).unwrap();
    let ranges = std::sync::atomic::AtomicUsize::new(0);
    let count = |event: Event<'_>| {
        if let Event::Range { touched, .. } = event {
            ranges.fetch_max(usize::try_from(touched).unwrap(), std::sync::atomic::Ordering::SeqCst);
        }
    };
    deploy::run(deploy::Options::default(), &project, &count).unwrap();
    assert_eq!(ranges.into_inner(), 250);
    // And psql's way, all rows at once, on a scratch server.
    verify::run(&[], &project, &mut |_| {}).unwrap();
}
