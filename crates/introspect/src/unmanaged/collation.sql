--? pg_collation WHERE oid >= 16384
-- Collations that somebody made.
SELECT 'collation',
       'pg_collation'::regclass::oid,
       o.oid,
       n.nspname || '.' || o.collname,
       0::oid,
       NULL
FROM pg_collation o
JOIN pg_namespace n ON n.oid = o.collnamespace
WHERE o.collnamespace = ANY ($1)
  AND o.oid NOT IN (SELECT objid FROM pg_depend
                    WHERE refclassid = 'pg_extension'::regclass AND classid = 'pg_collation'::regclass AND deptype = 'e')
