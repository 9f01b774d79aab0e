//! What is proven, and what is not: `!` never NULL, `?` perhaps.

use icms_diagnostic::FileId;
use icms_lower::{Lowered, Options};
use icms_syntax::Dialect;

use super::super::Nulls;
use super::{Catalogue, Rows};

const SCHEMA: &str = r#"
enum Role { ADMIN MEMBER }

model User {
  id       BigInt  @id @identity(always)
  name     String
  nick     String?
  parentId BigInt? @map("parent_id")
  parent   User?   @relation("Tree", fields: [parentId], references: [id])
  children User[]  @relation("Tree")
  posts    Post[]
  @@map("users")
}

model Post {
  id       BigInt  @id @identity(always)
  authorId BigInt  @map("author_id")
  author   User    @relation(fields: [authorId], references: [id])
  title    String
  body     String?
  meta     Json
  score    Decimal?
  labels   String[]
  @@map("posts")
}

model Odd {
  id BigInt @id
  Name String
  @@map("Order")
}

view Member {
  id   BigInt  @unique
  nick String?
  @@map("members")
  @@sql("select id, nick from public.users")
}
"#;

fn lowered() -> Lowered {
    let parse = icms_syntax::parse(FileId(0), SCHEMA, Dialect::Icms);
    icms_lower::lower(&[parse.file], &Options::default())
}

fn rows(sql: &str) -> Rows {
    let lowered = lowered();
    assert!(!lowered.diagnostics.has_errors(), "{:?}", lowered.diagnostics);
    let catalogue = Catalogue { schema: &lowered.schema, graph: &lowered.entities };
    super::of(sql, &[Nulls::Never, Nulls::Maybe, Nulls::Never], catalogue)
}

fn shown(sql: &str) -> String {
    let Some(columns) = rows(sql).columns else { return "unknown".to_owned() };
    let one = |column: &super::Column| {
        format!("{}{}", column.name, if column.nulls == Nulls::Never { "!" } else { "?" })
    };
    columns.iter().map(one).collect::<Vec<_>>().join(" ")
}

/// One expression over both tables.
fn nulls(expression: &str) -> Nulls {
    let columns = rows(&format!("select {expression} as x from posts p join users u on u.id = p.author_id"));
    columns.columns.unwrap()[0].nulls
}

#[test]
fn columns_of_tables() {
    assert_eq!(shown("select id, body, title as t, p.body from posts p"), "id! body? t! body?");
    assert_eq!(shown("select * from public.users"), "id! name! nick? parent_id?");
    assert_eq!(shown("select u.*, 1 as one from users as u"), "id! name! nick? parent_id? one!");
    assert_eq!(shown("select \"Name\", o.\"Name\" from \"Order\" o"), "Name! Name!");
    assert_eq!(shown("select * from members"), "id! nick?");
    assert_eq!(shown("select * from nowhere"), "unknown");
    assert_eq!(shown("select x, nowhere.y from nowhere"), "x? y?");
    assert_eq!(shown("table users"), "id! name! nick? parent_id?");
    assert_eq!(shown("select x.a, x.c from users as x (a, b, c)"), "a! c?");
    assert_eq!(shown("select ctid, users from users"), "ctid? users?");
}

#[test]
fn outer_joins() {
    let joined = |join: &str| {
        shown(&format!("select u.id, p.id from users u {join} join posts p on p.author_id = u.id"))
    };
    assert_eq!(joined(""), "id! id!");
    assert_eq!(joined("left"), "id! id?");
    assert_eq!(joined("left outer"), "id! id?");
    assert_eq!(joined("right"), "id? id!");
    assert_eq!(joined("full"), "id? id?");
    assert_eq!(shown("select u.id, p.id from users u cross join posts p"), "id! id!");
    assert_eq!(
        shown("select a.id, b.id, c.id from users a left join (users b join posts c on true) on true"),
        "id! id? id?"
    );
    assert_eq!(
        shown("select a.id, b.id from users a left join lateral (select id from posts) b on true"),
        "id! id?"
    );
    assert_eq!(
        shown("select * from users a left join users b on b.id = a.parent_id").matches('!').count(),
        2
    );
}

#[test]
fn joins_that_merge() {
    assert_eq!(shown("select id from users left join posts using (id)"), "id!");
    assert_eq!(shown("select id from users right join posts using (id)"), "id!");
    assert_eq!(shown("select id from users full join posts using (id)"), "id!");
    assert_eq!(shown("select id, u.id, p.id from users u full join posts p using (id)"), "id! id? id?");
    assert_eq!(shown("select * from users join members using (id)"), "id! name! nick? parent_id? nick?");
    assert_eq!(shown("select * from users natural join members"), "id! nick! name! parent_id?");
    assert_eq!(
        shown("select x.id from posts p left join (users join members using (id)) as x on true"),
        "id?"
    );
    assert_eq!(shown("select id from (users join members using (id)) right join posts p on true"), "id?");
}

#[test]
fn conditions() {
    assert_eq!(shown("select nick from users where nick is not null"), "nick!");
    assert_eq!(shown("select nick from users u where u.nick = 'x' and true"), "nick!");
    assert_eq!(shown("select nick from users where nick = 'x' or true"), "nick?");
    assert_eq!(shown("select nick from users where not (nick is not null)"), "nick?");
    assert_eq!(
        shown("select p.id, p.body from users u left join posts p on true where p.title like 'x%'"),
        "id! body?"
    );
    assert_eq!(shown("select body from posts where body notnull"), "body!");
    assert_eq!(shown("select nick from users u join posts p on p.body = u.nick"), "nick!");
    assert_eq!(shown("select nick from users u left join posts p on p.body = u.nick"), "nick?");
}

#[test]
fn groups_and_aggregates() {
    assert_eq!(
        shown("select count(*), count(body), sum(score), max(id), array_agg(id) from posts"),
        "count! count! sum? max? array_agg?"
    );
    assert_eq!(
        shown("select author_id, max(id), sum(score), array_agg(score) from posts group by author_id"),
        "author_id! max! sum? array_agg!"
    );
    assert_eq!(shown("select max(id) filter (where true) from posts group by author_id"), "max?");
    assert_eq!(
        shown("select sum(id) over (), count(*) over (), row_number() over () from posts"),
        "sum? count! row_number!"
    );
    assert_eq!(
        shown("select author_id, count(*) from posts group by rollup (author_id)"),
        "author_id? count!"
    );
    assert_eq!(
        shown("select author_id, max(id) from posts group by grouping sets ((author_id), ())"),
        "author_id? max?"
    );
}

#[test]
fn queries_in_queries() {
    assert_eq!(shown("select q.x from (select nick as x from users) q"), "x?");
    assert_eq!(shown("with q as (select id, nick from users) select * from q"), "id! nick?");
    assert_eq!(shown("with q (a, b) as (select id, nick from users) select a, b from q"), "a! b?");
    assert_eq!(shown("with users as (select nick as id from users) select id from users"), "id?");
    assert_eq!(
        shown("with q as (select nick from users) select id from posts union all select id from posts"),
        "id!"
    );
    assert_eq!(
        shown("with posts as (select nick as id from users) select 1 as id union select id from posts"),
        "id?"
    );
    assert_eq!(
        shown(
            "with recursive t as (select id, parent_id from users union all select u.id, u.parent_id from t join users u on u.parent_id = t.id) select * from t"
        ),
        "id! parent_id?"
    );
    assert_eq!(
        shown("with recursive t (n) as (select 1 union all select nullif(n, 5) from t) select n from t"),
        "n?"
    );
    assert_eq!(shown("with gone as (delete from posts returning id, body) select * from gone"), "id! body?");
}

#[test]
fn unions() {
    assert_eq!(shown("select id from posts union select id from users"), "id!");
    assert_eq!(shown("select id from posts union all select parent_id from users"), "id?");
    assert_eq!(shown("select parent_id from users intersect select id from posts"), "parent_id!");
    assert_eq!(shown("select id from posts except select parent_id from users"), "id!");
    assert_eq!(shown("(select id from posts order by 1) union select null"), "id?");
    assert_eq!(shown("values (1, null), (2, 3)"), "column1! column2?");
    assert_eq!(shown("select v.a, v.b from (values (1, 'x'), (null, 'y')) v (a, b)"), "a? b!");
}

#[test]
fn what_writes() {
    assert_eq!(shown("insert into posts (title, body) values ($1, $2) returning id, body"), "id! body?");
    assert_eq!(
        shown("insert into posts as p (title) select name from users returning p.*").matches('!').count(),
        4
    );
    assert_eq!(shown("update users set nick = $1 where nick is not null returning nick, id"), "nick? id!");
    assert_eq!(
        shown(
            "update users u set nick = p.body from posts p where p.body is not null returning u.id, p.body"
        ),
        "id! body!"
    );
    assert_eq!(shown("delete from posts where body is not null returning body"), "body!");
    assert_eq!(
        shown("delete from posts p using users u where u.id = p.author_id returning u.nick, p.title"),
        "nick? title!"
    );
    assert_eq!(shown("delete from posts"), "");
    assert_eq!(shown("update users set nick = $1 returning old.id, new.id"), "id? id?");
}

#[test]
fn expressions() {
    for never in [
        "1",
        "'x'",
        "true",
        "$1",
        "$1::text",
        "interval '1 day'",
        "date '2020-01-01'",
        "now()",
        "current_date",
        "now() - interval '1 day'",
        "coalesce(p.body, 'x')",
        "coalesce(u.nick, p.title)",
        "greatest(p.score, 0)",
        "p.id + 1",
        "p.title || 'x'",
        "lower(p.title)",
        "upper('x')",
        "length(p.title)",
        "p.body is null",
        "u.nick is distinct from 'x'",
        "exists (select 1)",
        "not exists (select 1)",
        "p.id in (1, 2)",
        "p.id in (select id from users)",
        "case when p.score > 1 then 'a' else 'b' end",
        "array[1, null]",
        "array(select id from users)",
        "(select count(*) from users)",
        "(select coalesce(sum(id), 0) from users)",
        "concat(p.body, 'x')",
        "jsonb_build_object('a', p.body)",
        "p.meta",
        "(p.id)",
        "-p.id",
        "not p.id = 1",
        "p.id between 1 and 3",
        "p.meta @> '{}'",
        "p.title ~ 'x'",
        "to_jsonb(p.id)",
        "trim(p.title)",
        "position('x' in p.title)",
        "row_number() over (order by p.id)",
        "cast(p.id as text)",
        "p.title collate \"C\"",
        "now() at time zone 'utc'",
        "date_trunc('day', now())",
        "pg_catalog.now()",
        "make_interval(days => 1)",
        "p.title like 'x%'",
        "nullif(1, 2) is null",
    ] {
        assert_eq!(nulls(never), Nulls::Never, "{never}");
    }
    for maybe in [
        "null",
        "$2",
        "p.body",
        "p.body || 'x'",
        "coalesce(p.body, u.nick)",
        "nullif(p.id, 1)",
        "p.meta ->> 'a'",
        "p.meta -> 'a'",
        "p.labels",
        "cardinality(p.labels)",
        "p.labels[1]",
        "p.labels[1:2]",
        "(select id from users limit 1)",
        "(select max(id) from users)",
        "(select count(*) from users group by name limit 1)",
        "case when true then 1 end",
        "lower(p.body)",
        "make_interval(days => $2)",
        "(select count(*) from users having false)",
        "lower(numrange(1, 2))",
        "array_length(p.labels, 1)",
        "substring(p.title from 'x')",
        "lag(p.id) over ()",
        "somebodys(p.id)",
        "public.now()",
        "(p.meta)::int",
        "p.id in (1, p.score)",
        "p.id in (select parent_id from users)",
        "to_char(now(), 'YYYY')",
        "p.id <-> 1",
        "p.id = any(p.labels)",
        "current_schema",
        "sum(p.id)",
        "p.score between 1 and 2",
        "greatest(p.score)",
        "concat(variadic p.labels)",
        "p.id operator(pg_catalog.+) 1",
    ] {
        assert_eq!(nulls(maybe), Nulls::Maybe, "{maybe}");
    }
}

#[test]
fn stars_are_written_out() {
    let stars = |sql: &str| {
        let mut text = sql.to_owned();
        for (range, with) in rows(sql).stars.into_iter().rev() {
            text.replace_range(range, &with);
        }
        text
    };
    assert_eq!(stars("select * from users u"), "select u.id, u.name, u.nick, u.parent_id from users u");
    assert_eq!(
        stars("select count(*), o.* from \"Order\" o"),
        "select count(*), o.id, o.\"Name\" from \"Order\" o"
    );
    assert_eq!(
        stars("select * from users join members using (id)"),
        "select id, users.name, users.nick, users.parent_id, members.nick from users join members using (id)"
    );
    assert_eq!(
        stars("delete from \"Order\" returning *"),
        "delete from \"Order\" returning \"Order\".id, \"Order\".\"Name\""
    );
    assert_eq!(stars("select a from (select * from users) q"), "select a from (select * from users) q");
    assert_eq!(stars("select * from f()"), "select * from f()");
}

#[test]
fn parameters_and_their_columns() {
    let uses = |sql: &str| {
        let one = |uses: &Vec<super::Origin>| {
            uses.iter()
                .map(|(table, column)| format!("{}.{column}", table.name))
                .collect::<Vec<_>>()
                .join(",")
        };
        rows(sql).uses.iter().map(one).collect::<Vec<_>>().join(" ").trim_end().to_owned()
    };
    assert_eq!(uses("select 1 from posts where author_id = $1"), "posts.author_id");
    assert_eq!(
        uses("select 1 from posts p where $1 = p.id and p.id in ($2, $3)"),
        "posts.id posts.id posts.id"
    );
    assert_eq!(uses("select 1 from posts where id = any($1) and id <> all($2)"), "posts.id posts.id");
    assert_eq!(uses("select 1 from posts where (author_id, id) > ($1, $2)"), "posts.author_id posts.id");
    assert_eq!(uses("select 1 from users where id = $1 or parent_id = $1"), "users.id,users.parent_id");
    assert_eq!(uses("insert into posts (title, author_id) values ($1, $2)"), "posts.title posts.author_id");
    assert_eq!(
        uses("insert into posts (author_id, title) select $1, name from users where id = $2"),
        "posts.author_id users.id"
    );
    assert_eq!(
        uses("update posts p set author_id = $1, (title, body) = ($2, $3) where id between 1 and 2"),
        "posts.author_id posts.title posts.body"
    );
    assert_eq!(
        uses(
            "insert into users (name) values ('x') on conflict (id) do update set nick = $1 where users.id = $2"
        ),
        "users.nick users.id"
    );
    assert_eq!(uses("select 1 from posts where id = $1 + 1 limit $2"), "");
    assert_eq!(uses("with q as (select id from posts) select 1 from q where q.id = $1"), "posts.id");
    assert_eq!(
        uses("select 1 from users where exists (select 1 from posts where author_id = users.id and id = $1)"),
        "posts.id"
    );
}

#[test]
fn tables_and_columns_that_are_named() {
    let seen = |sql: &str| {
        let one = |seen: &super::Seen| {
            let column = seen.column.as_ref().map(|column| format!(".{column}")).unwrap_or_default();
            format!("{}{column}@{}", seen.relation.name, &sql[seen.range.clone()])
        };
        rows(sql).seen.iter().map(one).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        seen("select p.title from posts p where body = $1 order by p.score"),
        "posts@posts posts.body@body posts.title@p.title posts.score@p.score"
    );
    assert_eq!(
        seen("insert into users (name) values ('x') returning nick"),
        "users@users users.name@name users.nick@nick"
    );
    assert_eq!(seen("update posts set body = null where id = 1"), "posts@posts posts.body@body posts.id@id");
    assert_eq!(
        seen("with q as (select * from members) select count(*) from q, nowhere"),
        "members@members members.id@* members.nick@*"
    );
}

#[test]
fn any_text_is_read() {
    for text in [
        "",
        "select",
        "select (",
        "select * from",
        "with x as (select 1",
        "insert into",
        "select 1; drop",
        "update t set",
    ] {
        let _ = rows(text);
    }
}
