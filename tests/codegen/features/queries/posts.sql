-- What the tests of examples/features ask for.

-- name: recent_posts
-- Posts of an author from an id on, the newest first.
select p.id, p.title, p.body, p.labels, p.meta, u.name as author, u.role
from posts p
join users u on u.id = p.author_id
where p.author_id = :author
  and p.id >= :from
  and p.title not like '%:no%' -- nothing in '' or behind -- is a parameter: :here
order by p.id desc
limit :at_most;

-- name: posts_by_ids
select id, title from posts where id = any(:ids) order by array_position(:ids, id);

-- name: titles_of
-- A single column is its value.
select title from posts where author_id = :author order by id;

-- name: count_posts :one
select count(*) from posts;

-- name: add_post :one
insert into posts (author_id, slug, title, body, labels, score)
values (:author, :slug, :title, :body?, :labels, :score?)
returning id, version;

-- name: retitle :optional
update posts set title = :title, version = version + 1
where id = :id and version = :version
returning id, title, version;

-- name: forget_posts :exec
delete from posts where id = any(:ids);

-- name: found
-- Types that the driver does not know travel as text where the query says so.
select id, search::text as search from posts where search @@ plainto_tsquery('simple', :words);

-- name: set_score :exec
update posts set score = :score? where id = any(:ids);
