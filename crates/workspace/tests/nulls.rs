//! What is proven never to be NULL is never NULL: queries on rows that are NULL wherever they may be.

#![allow(clippy::unwrap_used)]

use icms_codegen::query::{self, Nulls};
use icms_diagnostic::FileId;
use icms_embedded::testing::TestServer;
use icms_lower::{Lowered, Options};
use icms_syntax::Dialect;

const SCHEMA: &str = "
model Team {
  id    Int     @id
  name  String
  motto String?
}

model Person {
  id     Int      @id
  teamId Int?     @map(\"team_id\")
  nick   String?
  name   String
  at     DateTime? @db.Timestamptz
  born   DateTime @db.Timestamptz
  score  Decimal?
  points Decimal
  meta   Json?
  facts  Json
  tags   String[]
  span   Range<Int>
  days   Range<DateTime>?
}
";

const ROWS: &str = r#"
CREATE TABLE "Team" (id int PRIMARY KEY, name text NOT NULL, motto text);
CREATE TABLE "Person" (id int PRIMARY KEY, team_id int, nick text, name text NOT NULL, at timestamptz,
    born timestamptz NOT NULL, score numeric, points numeric NOT NULL, meta jsonb, facts jsonb NOT NULL, tags text[],
    span int4range NOT NULL, days tsrange);
INSERT INTO "Team" VALUES (1, 'a', NULL), (2, '', 'm'), (3, 'c', NULL);
INSERT INTO "Person" VALUES
    (1, NULL, NULL, 'n', NULL, 'infinity', NULL, 0, NULL, 'null', NULL, 'empty', NULL),
    (2, 1, 'x', '', now(), now(), 1, 1, '{}', '{"a": null}', '{}', '(,)', 'empty'),
    (3, 1, NULL, 'y', '-infinity', '-infinity', 2, 'NaN', 'null', '[]', '{NULL}', '[1,2)', NULL),
    (9, 7, 'z', 'z', NULL, now(), NULL, 3, '{"a": 1}', '"x"', '{a}', '[3,)', '(,)');
"#;

/// Expressions over a person `p` and a team `t`.
const EXPRESSIONS: &[&str] = &[
    "p.id",
    "p.nick",
    "t.id",
    "t.motto",
    "lower(p.name)",
    "upper(p.nick)",
    "lower(p.span)",
    "upper(p.span)",
    "coalesce(p.nick, t.motto, p.name)",
    "coalesce(p.nick, t.motto)",
    "greatest(p.score, p.points)",
    "greatest(p.score)",
    "least(p.score, t.id)",
    "nullif(p.name, '')",
    "p.name || p.nick",
    "concat(p.nick, p.name)",
    "concat_ws(p.nick, 'a')",
    "p.at + interval '1 day'",
    "p.born - interval '1 day'",
    "date_trunc('day', p.born)",
    "to_char(p.born, 'YYYY')",
    "extract(hour from p.born)",
    "p.facts ->> 'a'",
    "p.facts -> 'a'",
    "p.facts @> '{}'",
    "p.facts ? 'a'",
    "p.facts::text",
    "p.meta::text",
    "jsonb_typeof(p.facts)",
    "jsonb_build_object('a', p.nick)",
    "to_jsonb(p.nick)",
    "to_jsonb(p.id)",
    "cardinality(p.tags)",
    "array_length(p.tags, 1)",
    "array_to_string(p.tags, ',')",
    "p.tags[1]",
    "array[p.nick]",
    "p.id = any(array[1, null])",
    "p.id in (1, null)",
    "p.id in (1, 2)",
    "p.id in (select team_id from \"Person\")",
    "p.id not in (select id from \"Team\")",
    "p.id between 1 and p.score",
    "p.id is distinct from null",
    "p.nick is null",
    "p.nick = 'x' and p.id = 1",
    "p.nick = 'x' or p.id = 1",
    "not (p.nick = 'x')",
    "-p.score",
    "-p.points",
    "case when p.id > 1 then 'a' end",
    "case when p.nick = 'x' then 'a' else 'b' end",
    "case p.id when 1 then p.nick else 'b' end",
    "(select count(*) from \"Team\")",
    "(select max(id) from \"Team\")",
    "(select id from \"Team\" where false)",
    "(select count(*) from \"Team\" where false)",
    "(select count(*) from \"Team\" having false)",
    "(select coalesce(sum(id), 0) from \"Team\" where false)",
    "exists (select 1 from \"Team\" where false)",
    "array(select id from \"Team\" where false)",
    "row_number() over (order by p.id)",
    "lag(p.id) over (order by p.id)",
    "count(p.nick) over ()",
    "sum(p.id) over (order by p.id rows between 2 preceding and 1 preceding)",
    "first_value(p.id) over (order by p.id)",
    "trim(p.name)",
    "position('x' in p.name)",
    "substring(p.name from '[0-9]')",
    "split_part(p.name, ',', 2)",
    "left(p.name, 1)",
    "replace(p.nick, 'x', 'y')",
    "p.name like '%'",
    "p.name ~ 'x'",
    "p.name collate \"C\"",
    "p.born at time zone 'utc'",
    "p.span && int4range(1, 2)",
    "p.span * int4range(1, 2)",
    "isempty(p.span)",
    "isempty(p.days)",
    "now()",
    "current_date",
    "current_user",
    "gen_random_uuid()",
    "round(p.points, 1)",
    "p.points / 2",
    "p.points % 2",
    "p.id + p.team_id",
    "p.id::text",
    "cast(p.nick as text)",
    "p.nick::text is not null",
    "date '2020-01-01'",
    "null::int",
    "'x'::text",
    "row(p.nick) is null",
    "length(p.name)",
    "md5(p.name)",
    "p.span is null",
    "to_timestamp(p.id)",
    "make_interval(days => p.id)",
    "num_nulls(p.nick)",
    "json_build_array(p.nick)",
];

/// What stands behind FROM.
const FROMS: &[&str] = &[
    "\"Person\" p join \"Team\" t on t.id = p.team_id",
    "\"Person\" p left join \"Team\" t on t.id = p.team_id",
    "\"Person\" p right join \"Team\" t on t.id = p.team_id",
    "\"Person\" p full join \"Team\" t on t.id = p.team_id",
    "\"Person\" p left join \"Team\" t on t.id = p.team_id where t.name is not null",
    "\"Person\" p left join \"Team\" t on t.id = p.team_id where p.nick is not null and p.at = p.at",
    "(select * from \"Person\" where nick <> 'x') p cross join (select * from \"Team\" where motto is not null) t",
    "\"Person\" p left join lateral (select * from \"Team\" t where t.id = p.team_id limit 1) t on true",
];

/// Whole queries.
const QUERIES: &[&str] = &[
    "select * from \"Person\" p full join \"Team\" t using (id)",
    "select * from \"Person\" natural left join \"Team\"",
    "select id from \"Person\" right join \"Team\" using (id)",
    "select team_id, max(id), min(nick), sum(score), sum(points), array_agg(nick), string_agg(name, ','), count(*), bool_and(id > 1) from \"Person\" group by team_id",
    "select team_id, max(id), count(nick) from \"Person\" group by rollup (team_id, id)",
    "select id, max(points) from \"Person\" group by grouping sets ((id), ())",
    "select max(id), sum(points), count(*), array_agg(id), avg(points) from \"Person\" where false",
    "select max(id) filter (where nick = 'x') from \"Person\" group by team_id",
    "select id, name from \"Person\" union all select id, motto from \"Team\"",
    "select team_id from \"Person\" intersect select id from \"Team\"",
    "select id from \"Person\" except select team_id from \"Person\"",
    "values (1, 'a'), (null, 'b')",
    "with recursive t (n) as (select 1 union all select nullif(n + 1, 4) from t where n < 5) select n from t",
    "with recursive t (a, b) as (select id, team_id from \"Person\" union select t.b, t.a from t) select a, b from t",
    "with \"Team\" as (select nick as name from \"Person\") select name from \"Team\"",
    "with t as (select nick as id from \"Person\") select '1' as id union select id from t",
    "with u as (update \"Person\" set nick = null where nick is not null returning nick, name, id) select * from u",
    "insert into \"Team\" (id, name) values (20, 'z') returning id, motto, name",
    "update \"Person\" p set nick = t.motto from \"Team\" t where t.id = p.team_id and p.nick is not null returning p.nick, t.motto, t.name",
    "delete from \"Person\" using \"Team\" t where t.motto is not null returning nick, t.motto",
    "select a.x, b.id from generate_series(1, 3) as a (x) left join \"Team\" b on b.id = a.x + 1",
    "select p.id, t.id, u.id from \"Person\" p left join (\"Team\" t join \"Team\" u on u.id = t.id) on t.id = p.team_id",
    "select x.nick from \"Person\" p left join (select id, coalesce(nick, 'none') as nick from \"Person\") x on x.id = p.id + 1",
    "select distinct on (team_id) team_id, nick, name from \"Person\" order by team_id, id",
    "select jsonb_array_elements_text('[1, null]')",
    "select unnest(array[1, null]) as x, id from \"Team\"",
];

fn lowered() -> Lowered {
    let parse = icms_syntax::parse(FileId(0), SCHEMA, Dialect::Icms);
    icms_lower::lower(&[parse.file], &Options::default())
}

#[test]
fn what_is_proven_is_true() {
    let lowered = lowered();
    assert!(!lowered.diagnostics.has_errors(), "{:?}", lowered.diagnostics);
    let database = TestServer::shared().fresh_database();
    database.execute(ROWS);
    let mut session = database.session();
    let over =
        FROMS.iter().flat_map(|from| EXPRESSIONS.iter().map(move |e| format!("select {e} as x from {from}")));
    let (mut never, mut wrong) = (0, Vec::new());
    for sql in over.chain(QUERIES.iter().map(|sql| (*sql).to_owned())) {
        let (queries, _) = query::read(FileId(0), "q", &sql);
        let proven = query::proven(&queries[0], &lowered.schema, &lowered.entities).unwrap_or_default();
        session.batch_execute("BEGIN").unwrap();
        let rows = session.texts(&sql).unwrap_or_else(|error| panic!("{sql}: {error}"));
        session.batch_execute("ROLLBACK").unwrap();
        for (at, _) in proven.iter().enumerate().filter(|(_, nulls)| **nulls == Nulls::Never) {
            never += 1;
            if rows.iter().any(|row| row[at].is_none()) {
                wrong.push(format!("column {at} of {sql}"));
            }
        }
    }
    assert!(wrong.is_empty(), "they are NULL:\n{}", wrong.join("\n"));
    assert!(never > 400, "only {never} columns are proven");
    println!("{never} columns are proven");
}
