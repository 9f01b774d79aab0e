//! `icms migrate test`

use crate::place::Place;

const CASE: &str = r#"
[before]
sql = "CREATE TABLE scratch (id int)"
rows.orders = [{ id = 1, person = 7, total = "12.50" }]
rows.people = [{ id = 7, name = "Ada", tags = ["x", "y"], about = { born = 1815 } }, { id = 8, name = "Bo" }]

[after]
rows.people = [{ id = 8, shown = "BO" }, { id = 7, shown = "ADA" }]
rows.orders = [{ id = 1, total = 12.5 }]

[[after.query]]
sql = "SELECT count(*), min(born::text) FROM people"
expect = [[2, "NULL"]]
"#;

fn place(name: &str) -> Place {
    let place = Place::new(name);
    place.migration(
        "1_a",
        "CREATE TABLE people (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text, tags text[], about jsonb);
         CREATE TABLE orders (id int PRIMARY KEY, person int NOT NULL REFERENCES people, total numeric(10, 2));",
        "DROP TABLE orders; DROP TABLE people;",
    );
    place.migration(
        "2_shown",
        "ALTER TABLE people ADD COLUMN shown text, ADD COLUMN born date;\nUPDATE people SET shown = upper(name);",
        "ALTER TABLE people DROP COLUMN shown, DROP COLUMN born;",
    );
    place
}

#[test]
fn rows_before_after_and_back_are_compared() {
    let place = place("tests");
    place.offline(&["migrate", "test"]).expect(0, "no migration has tests");
    place.write("migrations/2_shown/tests/names.toml", CASE);
    place.write("migrations/2_shown/tests/nothing.toml", "# later\n");
    place.offline(&["migrate", "test"]).expect(0, "ok      2_shown  names").expect(0, "1 test, 0 failed");
    place.offline(&["migrate", "test", "1_a"]).expect(0, "no migration has tests");

    place.write("migrations/2_shown/tests/names.toml", &CASE.replace("\"ADA\"", "\"Ada\""));
    let text = place.offline(&["migrate", "test", "2_shown"]);
    text.expect(1, "-id = \"7\", shown = \"Ada\"").expect(1, "+id = \"7\", shown = \"ADA\"");
    text.expect(1, "people after up.sql");
    place
        .offline(&["migrate", "test", "--format", "junit"])
        .expect(1, "failures=\"1\"")
        .expect(1, "+id = &quot;7&quot;");
    place.offline(&["migrate", "test", "--format", "json"]).expect(1, "\"passed\": false");
}

#[test]
fn the_way_back_is_a_part_of_it_and_says_what_it_says() {
    let place = place("tests-back");
    let lossy =
        "UPDATE people SET name = lower(name);\nALTER TABLE people DROP COLUMN shown, DROP COLUMN born;";
    let up = "ALTER TABLE people ADD COLUMN shown text, ADD COLUMN born date;\nUPDATE people SET shown = upper(name);";
    place.migration("2_shown", up, lossy);
    place.write("migrations/2_shown/tests/names.toml", CASE);
    place.offline(&["migrate", "test"]).expect(1, "people after down.sql").expect(1, "name = \"ada\"");
    let back = format!(
        "{CASE}\n[back]\nrows.people = [{{ id = 7, name = \"ada\" }}, {{ id = 8, name = \"bo\" }}]\n"
    );
    place.write("migrations/2_shown/tests/names.toml", &back);
    place.offline(&["migrate", "test"]).expect(0, "1 test, 0 failed");
}

#[test]
fn what_cannot_be_read_or_run_is_a_failure_of_its_case_alone() {
    let place = place("tests-broken");
    place.write("migrations/2_shown/tests/a.toml", "[befor]");
    place.write("migrations/2_shown/tests/b.toml", "[before]\nrows.nobody = [{ id = 1 }]");
    place.write(
        "migrations/2_shown/tests/c.toml",
        "[before]\nrows.orders = [{ id = 1, person = 99, total = \"77123\" }]",
    );
    place.write("migrations/2_shown/tests/d.toml", CASE);
    let ran = place.offline(&["migrate", "test"]);
    ran.expect(1, "unknown field `befor`").expect(1, "nobody").expect(1, "4 tests, 3 failed");
    ran.expect(1, "foreign key");
    assert!(!format!("{ran:?}").contains("(99)"), "{ran:?}");
}

#[test]
fn a_new_migration_of_rows_comes_with_an_example() {
    let place = place("tests-example");
    place.offline(&["migrate", "new", "--data", "fill_names"]).expect(0, "wrote");
    let folder = std::fs::read_dir(place.0.join("migrations")).unwrap();
    let folder = folder
        .map(|e| e.unwrap().path())
        .find(|p| p.ends_with("tests") || p.display().to_string().ends_with("fill_names"));
    assert!(folder.unwrap().join("tests/example.toml").is_file());
    place.offline(&["migrate", "test"]).expect(0, "no migration has tests");
}
