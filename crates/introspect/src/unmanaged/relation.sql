-- Tables of other shapes than plain.
SELECT CASE WHEN c.relispartition THEN 'partition'
            WHEN c.relkind = 'p' THEN 'partitioned table'
            WHEN c.relkind = 'f' THEN 'foreign table'
            WHEN c.reloftype <> 0 THEN 'typed table'
            ELSE 'inherited table' END,
       'pg_class'::regclass::oid,
       c.oid,
       n.nspname || '.' || c.relname,
       c.oid,
       CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid)
            WHEN c.relkind = 'p' THEN 'PARTITION BY ' || pg_get_partkeydef(c.oid)
            WHEN c.reloftype <> 0 THEN 'OF ' || format_type(c.reloftype, NULL) END
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p', 'f')
  AND (c.relkind <> 'r' OR c.reloftype <> 0 OR c.oid IN (SELECT inhrelid FROM pg_inherits))
  AND c.relnamespace = ANY ($1)
  AND c.relpersistence <> 't'
  AND c.oid NOT IN (SELECT objid FROM pg_depend
                    WHERE refclassid = 'pg_extension'::regclass AND classid = 'pg_class'::regclass AND deptype = 'e')
