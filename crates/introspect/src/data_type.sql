-- The types that columns and arguments have, as text, with what is their default.
SELECT u.oid,
       u.modifier,
       format_type(u.oid, u.modifier),
       t.typcollation,
       t.typstorage
FROM unnest($1::oid[], $2::int4[]) AS u (oid, modifier)
JOIN pg_type t ON t.oid = u.oid
