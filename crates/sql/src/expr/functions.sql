-- The functions of pg_catalog: name, result, number of defaults, arguments. Writes functions.txt:
-- psql -X -At -F ' ' -f functions.sql > functions.txt
WITH spelled AS (
  SELECT t.oid, CASE WHEN t.typcategory = 'A' AND e.oid IS NOT NULL THEN e.typname || '[]' ELSE t.typname END AS name
  FROM pg_type t LEFT JOIN pg_type e ON e.oid = t.typelem AND t.typcategory = 'A'
)
SELECT p.proname,
       r.name,
       p.pronargdefaults,
       coalesce((SELECT string_agg(a.name, ',' ORDER BY place)
                 FROM unnest(p.proargtypes) WITH ORDINALITY AS x(type, place) JOIN spelled a ON a.oid = x.type), '')
         || CASE WHEN p.provariadic <> 0 THEN '*' ELSE '' END
FROM pg_proc p JOIN spelled r ON r.oid = p.prorettype
WHERE p.pronamespace = 'pg_catalog'::regnamespace
ORDER BY p.proname::text COLLATE "C", p.proargtypes;
