//! `reset`: development only.

use icms_embedded::testing::TestServer;
use icms_workspace::Exit;
use icms_workspace::migrate::reset;

use crate::place::{Place, deployed, dies_at, said, states, survives};

fn history(place: &Place) {
    place.migration(
        "1_a",
        "CREATE SCHEMA app; CREATE TYPE app.mood AS ENUM ('calm'); CREATE TABLE app.a (id int PRIMARY KEY, mood app.mood);
         CREATE VIEW app.v AS SELECT id FROM app.a; CREATE TABLE t (id bigserial PRIMARY KEY);",
        "DROP TABLE t; DROP VIEW app.v; DROP TABLE app.a; DROP TYPE app.mood; DROP SCHEMA app;",
    );
    place.write(
        "seeds/1_rows.sql",
        "INSERT INTO app.a VALUES (1, 'calm'); INSERT INTO app.a VALUES (2, 'calm');",
    );
}

#[test]
fn everything_managed_goes_and_comes_back_seeded() {
    let place = Place::new("reset");
    let database = TestServer::shared().role("developer");
    let project = place.project(&database);
    history(&place);
    deployed(&project);
    let mut session = database.session();
    session
        .batch_execute(
            "CREATE TABLE stray (id int); CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'; \
             CREATE TRIGGER g BEFORE INSERT ON app.a EXECUTE FUNCTION f(); CREATE DOMAIN d AS int; \
             CREATE SCHEMA other; CREATE TABLE other.kept (id int); INSERT INTO app.a VALUES (7)",
        )
        .unwrap();
    let prospect = reset::prospect(&project).unwrap();
    assert_eq!(prospect.namespaces, ["app", "public"]);
    let done = reset::run(&project, &|_| {}).unwrap();
    assert_eq!((done.applied.len(), done.seeded.len()), (1, 1));
    let seen = session
        .texts("SELECT (SELECT count(*) FROM app.a), to_regclass('stray'), to_regclass('other.kept'), to_regtype('d')")
        .unwrap();
    let cell = |text: &str| Some(text.to_owned());
    assert_eq!(seen, [[cell("2"), None, cell("other.kept"), None]]);
    assert_eq!(states(&project), ["applied"]);
}

#[test]
fn what_others_built_on_it_stops_a_reset() {
    let place = Place::new("reset-strangers");
    let database = TestServer::shared().fresh_database();
    let project = place.project(&database);
    history(&place);
    deployed(&project);
    let mut session = database.session();
    session.batch_execute("CREATE SCHEMA other; CREATE VIEW other.v AS SELECT id FROM app.a").unwrap();
    let refused = reset::run(&project, &|_| {}).unwrap_err();
    assert!(said(&refused).starts_with("E5232") && said(&refused).contains("other.v"), "{}", said(&refused));
    assert_eq!(states(&project), ["applied"], "nothing was dropped");
}

#[test]
fn a_protected_database_remembers_it_whatever_the_configuration_says() {
    let place = Place::new("reset-protected");
    let database = TestServer::shared().fresh_database();
    history(&place);
    deployed(&place.production(&database));
    for project in [place.production(&database), place.project(&database)] {
        let refused = reset::run(&project, &|_| {}).unwrap_err();
        assert_eq!(refused.exit, Exit::Protected);
        assert!(said(&refused).contains("this is `prod`"), "{}", said(&refused));
        assert!(reset::prospect(&project).is_err());
    }
    assert_eq!(states(&place.project(&database)), ["applied"]);
}

#[test]
fn death_at_any_event_of_a_reset_is_mended_by_the_next_one() {
    let place = Place::new("reset-dies");
    history(&place);
    let rows = "SELECT count(*), (SELECT count(*) FROM t) FROM app.a";
    let mut died = 0;
    for event in 1..100 {
        let database = TestServer::shared().role("developer");
        let project = place.project(&database);
        deployed(&project);
        let die = dies_at(event);
        if survives(|| reset::run(&project, &die)).is_some() {
            break;
        }
        died += 1;
        reset::run(&project, &|_| {}).unwrap();
        let cells = ["2", "0"].map(|cell| Some(cell.to_owned()));
        assert_eq!(database.session().texts(rows).unwrap(), [cells], "after event {event}");
        assert_eq!(states(&project), ["applied"], "after event {event}");
    }
    assert!(died > 15, "{died} events");
}
