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

-- name: after
-- Keys are compared together, and each has the type of its column.
select author_id, id from posts where (author_id, id) > (:author, :id) order by author_id, id limit :n;

-- name: match
-- A keyword, and what only looks like a parameter.
select id, ':a' || $$:b$$ || 'it''s :c' as text, labels[1:2] as part -- :d
from posts where title ilike '%' || :word || '%' and (:body?::text is null or body = :body);

-- name: put_post :one
insert into posts (author_id, slug, title) values (:author, :slug, :title)
on conflict (author_id, slug) do update set title = excluded.title, score = coalesce(:score?, posts.score)
returning *, (xmax = 0) as "inserted!";

-- name: by_day
select day::date as day, count(p.id) as posts, array_agg(p.id order by p.id) filter (where p.id is not null) as ids
from generate_series(:from::date, :to::date, interval '1 day') day
left join posts p on p.author_id = :author and now()::date = day::date
group by 1 order by 1;

-- name: best_of_each
select u.id, best.title, best.score
from users u cross join lateral (
    select title, score from posts where author_id = u.id order by score desc nulls last, id limit :per
) best
where u.role in (:first, :second)
order by u.id, best.score desc nulls last;
