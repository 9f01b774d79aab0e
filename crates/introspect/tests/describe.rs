//! Statements described by a real server.

#![allow(clippy::unwrap_used)]

use icms_embedded::testing::TestServer;
use icms_introspect::describe;
use icms_model::Carrier;
use icms_model::{Description, ValueType};

const SETUP: &str = "
CREATE TYPE mood AS ENUM ('good', 'bad');
CREATE DOMAIN \"Email\" AS varchar(90) CHECK (VALUE ~ '@');
CREATE DOMAIN work_email AS \"Email\";
CREATE DOMAIN points AS int[];
CREATE TABLE people (id bigint PRIMARY KEY, email work_email, moods mood[], emails \"Email\"[], scores points,
                     code char(3), meta jsonb, at timestamptz(3), price numeric(10, 2));
CREATE VIEW moody AS SELECT id, moods FROM people;
";

fn shown(sql: &str) -> String {
    let database = TestServer::shared().fresh_database();
    database.execute(SETUP);
    describe(&mut database.session(), sql)
        .map_or_else(|error| format!("{} at {:?}", error.message, error.position), text)
}

fn text(description: Description) -> String {
    let value = |value: &ValueType| match &value.carrier {
        Carrier::Own => value.data_type.to_string(),
        Carrier::Domain(domain) => format!("{domain} over {}", value.data_type),
    };
    let columns = description.columns.iter().map(|column| {
        let origin = column.origin.as_ref().map(|(table, name)| format!(" of {table}.{name}"));
        format!("{} {}{}", column.name, value(&column.value), origin.unwrap_or_default())
    });
    let parameters: Vec<String> = description.parameters.iter().map(value).collect();
    format!("({}) -> {}", parameters.join(", "), columns.collect::<Vec<_>>().join(", "))
}

#[test]
fn types_and_origins() {
    assert_eq!(
        shown("SELECT id, p.code AS c, meta ->> 'a', at, price FROM people p WHERE id = $1"),
        "(bigint) -> id bigint of public.people.id, c bpchar of public.people.code, ?column? text, \
         at timestamp with time zone of public.people.at, price numeric of public.people.price"
    );
    assert_eq!(
        shown("SELECT moods, emails FROM people"),
        "() -> moods public.mood[] of public.people.moods, emails public.\"Email\"[] over character varying[] of public.people.emails"
    );
    assert_eq!(shown("SELECT id FROM moody"), "() -> id bigint of public.moody.id");
    assert_eq!(
        shown("WITH x AS (SELECT id FROM people) SELECT * FROM (SELECT id FROM x) y"),
        "() -> id bigint of public.people.id"
    );
}

#[test]
fn parameters() {
    assert_eq!(
        shown("INSERT INTO people (id, email, moods, emails, scores) VALUES ($1, $2, $3, $4, $5)"),
        "(bigint, public.work_email over character varying, public.mood[], public.\"Email\"[] over character varying[], \
         public.points over integer[]) -> "
    );
    assert_eq!(
        shown("SELECT 1 FROM people WHERE id = any($1) AND at > now() - $2::interval LIMIT $3"),
        "(bigint[], interval, bigint) -> ?column? integer"
    );
    assert_eq!(
        shown("UPDATE people SET meta = $1 RETURNING meta"),
        "(jsonb) -> meta jsonb of public.people.meta"
    );
}

#[test]
fn refusals_have_a_place() {
    assert_eq!(shown("SELECT 'ä', wrong FROM people"), "column \"wrong\" does not exist at Some(13)");
    assert_eq!(shown("SELECT $1 IS NULL"), "could not determine data type of parameter $1 at None");
}
