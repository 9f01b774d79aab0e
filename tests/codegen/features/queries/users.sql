-- name: users_of_role
-- All columns of a model are that model.
select * from users where role = :role order by id;

-- name: user_by_email :optional
select users.* from users where email = :email;

-- name: authors
-- What an outer join may leave out may be NULL.
select u.id, u.name, p.id as post, p.title, count(*) over () as rows
from users u
left join posts p on p.author_id = u.id
order by u.id, p.id;

-- name: totals
select role, count(*) as people, sum(tokens) as tokens, max(tokens) as most, avg(tokens) as "average?",
       array_agg(id order by id) as ids, min(name) as first
from users
group by role
order by role;

-- name: everybody
select id, name, 'user' as kind from users
union all
select id, title, 'post' from posts
order by kind, id;

-- name: family
with recursive line (id, parent_id, depth) as (
    select id, parent_id, 0 from users where id = :root
    union all
    select u.id, u.parent_id, line.depth + 1 from users u join line on u.parent_id = line.id
)
select id, parent_id, depth from line order by depth, id;

-- name: roles :one
select enum_range(null::"Role") as "roles!";

-- name: older_than
select id, created_at from users where created_at < now() - :age::interval and role = any(:roles) order by id;

-- name: give_backup :exec
-- A domain is given as what it is in the model.
update users set backup = :backup? where id = :id;

-- name: backups
select id, backup from users where backup is not null;

-- name: with_key
select id, meta -> :key as value, meta ->> 'kind' as kind, coalesce(meta ->> 'kind', 'none') as known
from posts where meta ? :key order by id;

-- name: note
select 'a
  b' as "text", :a::int + :b + :c + :d + :e + :f + :g + :h as "sum!";
