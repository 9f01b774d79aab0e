-- name: by_name
select id from "Thing" where name = :name;

-- name: byName
select id from "Thing" where name = :name;

-- name: thing
select id, name as title from "Thing";

-- name: json
select id, name as title from "Thing";
