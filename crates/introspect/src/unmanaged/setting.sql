-- What a table says beyond its shape: row-level security, replica identity, tablespace, access method, clustering.
SELECT v.kind,
       'pg_class'::regclass::oid,
       0::oid,
       n.nspname || '.' || c.relname || coalesce(' ' || v.value, ''),
       c.oid,
       NULL
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
CROSS JOIN LATERAL (VALUES
    ('row level security', CASE WHEN c.relrowsecurity THEN 'enabled' END),
    ('row level security', CASE WHEN c.relforcerowsecurity THEN 'forced' END),
    ('replica identity', CASE c.relreplident WHEN 'f' THEN 'full' WHEN 'n' THEN 'nothing' WHEN 'i' THEN 'index' END),
    ('tablespace', (SELECT t.spcname::text FROM pg_tablespace t WHERE t.oid = c.reltablespace)),
    ('access method', (SELECT m.amname::text FROM pg_am m WHERE m.oid = c.relam AND m.amname <> 'heap'))
) AS v (kind, value)
WHERE c.relkind IN ('r', 'p', 'm')
  AND (c.relrowsecurity OR c.relforcerowsecurity OR c.relreplident <> 'd' OR c.reltablespace <> 0
       OR c.relam NOT IN (0, 2))
  AND v.value IS NOT NULL
  AND c.relnamespace = ANY ($1)
  AND c.relpersistence <> 't'
