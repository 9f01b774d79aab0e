//! `rebase`.

use icms_workspace::migrate::{rebase, seal};
use icms_workspace::status;

use crate::place::{Place, said};

const BASE: &str = "1_base";

/// A history of one migration, and others made in parallel on top of it.
fn forked(name: &str, branches: &[(&str, &str, &str)]) -> Place {
    let place = Place::new(name);
    place.migration(BASE, "CREATE TABLE t (id int PRIMARY KEY, a int);", "DROP TABLE t;");
    let aside = place.0.join("aside");
    std::fs::create_dir_all(&aside).unwrap();
    for (id, up, down) in branches {
        place.migration(id, up, down);
        // The next one must not see it.
        std::fs::rename(place.0.join("migrations").join(id), aside.join(id)).unwrap();
    }
    for (id, ..) in branches {
        std::fs::rename(aside.join(id), place.0.join("migrations").join(id)).unwrap();
    }
    place
}

fn order(place: &Place) -> Vec<String> {
    status::journal(&place.offline()).unwrap().migrations().iter().map(|m| m.id.to_string()).collect()
}

#[test]
fn branches_that_commute_are_put_in_a_line_and_sealed() {
    let place = forked(
        "rebase",
        &[
            ("2_b", "ALTER TABLE t ADD COLUMN b int;", "ALTER TABLE t DROP COLUMN b;"),
            ("3_c", "ALTER TABLE t ADD COLUMN c int;", "ALTER TABLE t DROP COLUMN c;"),
            ("4_d", "CREATE TABLE d (id int);", "DROP TABLE d;"),
        ],
    );
    assert!(said(&status::journal(&place.offline()).unwrap_err()).contains("rebase"));
    let rebased = rebase::run(Some("4_d"), &place.offline()).unwrap();
    let moved: Vec<_> = rebased.moved.iter().map(|m| (m.id.as_str(), m.behind.as_str())).collect();
    assert_eq!(moved, [("2_b", "4_d"), ("3_c", "2_b")]);
    assert_eq!(order(&place), ["1_base", "4_d", "2_b", "3_c"]);
    let journal = status::journal(&place.offline()).unwrap();
    let chain = journal.migrations().windows(2);
    assert!(chain.into_iter().all(|two| {
        let hash = |m: &icms_journal::Migration| m.manifest.clone().unwrap();
        hash(&two[0]).schema_after == hash(&two[1]).schema_before
    }));
    assert!(rebase::run(None, &place.offline()).unwrap().moved.is_empty(), "one line already");
}

#[test]
fn a_fork_within_a_branch_is_joined_before_the_one_around_it() {
    let place = forked(
        "rebase-nested",
        &[
            ("2_b", "CREATE TABLE b (id int);", "DROP TABLE b;"),
            ("3_c", "CREATE TABLE c (id int);", "DROP TABLE c;"),
        ],
    );
    for (id, parent) in [("5_x", "3_c"), ("6_y", "3_c")] {
        place.write(&format!("migrations/{id}/up.sql"), &format!("CREATE TABLE \"{id}\" (id int);"));
        let manifest = std::fs::read_to_string(place.0.join("migrations/3_c/migration.toml")).unwrap();
        let manifest = manifest.replace("3_c", id).replace(BASE, parent);
        place.write(&format!("migrations/{id}/migration.toml"), &manifest);
    }
    rebase::run(None, &place.offline()).unwrap();
    assert_eq!(order(&place), ["1_base", "2_b", "3_c", "5_x", "6_y"]);
    seal::run("6_y", &place.offline()).unwrap();
}

#[test]
fn two_changes_of_the_same_thing_are_named_and_nothing_is_written() {
    let cases = [
        ("twice", "ALTER TABLE t ADD COLUMN b int;", "ALTER TABLE t ADD COLUMN b text;", "already exists"),
        ("gone", "ALTER TABLE t DROP COLUMN a;", "CREATE INDEX t_a ON t (a);", "CREATE INDEX t_a"),
        ("rows", "ALTER TABLE t ADD COLUMN b int;", "UPDATE t SET a = 1;", "writes rows"),
    ];
    for (name, one, other, named) in cases {
        let place = forked(&format!("rebase-{name}"), &[("2_b", one, ""), ("3_c", other, "")]);
        let failure = rebase::run(None, &place.offline()).unwrap_err();
        let said = said(&failure);
        assert!(said.starts_with("E5221"), "{said}");
        for part in [one.trim_end_matches(';'), other.trim_end_matches(';'), "2_b", "3_c", named] {
            assert!(said.contains(part), "{name}: `{part}` in {said}");
        }
        assert!(status::journal(&place.offline()).is_err(), "{name}: the fork is still there");
    }
}
