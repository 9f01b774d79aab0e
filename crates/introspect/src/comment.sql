-- Comments of users; the only one that a fresh database has on an object of ours is on public.
SELECT d.classoid,
       d.objoid,
       d.objsubid,
       d.description
FROM pg_description d
WHERE d.classoid = ANY (ARRAY['pg_class', 'pg_type', 'pg_proc', 'pg_constraint', 'pg_namespace']::regclass[])
  AND (d.objoid >= 16384 OR d.objoid = ANY ($1))
  AND d.description <> 'standard public schema'
