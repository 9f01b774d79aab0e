-- name: unnamed
select id, count(*) + 1 from "Thing" group by id;

-- name: odd
select id as "!", name as "n-a-m-e", name as "<>" from "Thing";

-- name: documents
select search, "Thing" as thing, array["Thing"] as all_of_them, pg_sleep(0) as nothing, (id, name) as pair from "Thing";

-- name: row_of
select 1 where row(1, 'a') = :row::record;

-- name: marked :one
delete from "Thing";

-- name: twice
select a.id, b.id, a.name as "Name", b.name from "Thing" a join "Thing" b on true;

-- name: parameters
select :userId::int, :user_id::int as b;
