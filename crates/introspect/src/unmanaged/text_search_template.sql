--? pg_ts_template WHERE oid >= 16384
-- Text search templates.
SELECT 'text search template',
       'pg_ts_template'::regclass::oid,
       o.oid,
       n.nspname || '.' || o.tmplname,
       0::oid,
       NULL
FROM pg_ts_template o
JOIN pg_namespace n ON n.oid = o.tmplnamespace
WHERE o.tmplnamespace = ANY ($1)
  AND o.oid NOT IN (SELECT objid FROM pg_depend
                    WHERE refclassid = 'pg_extension'::regclass AND classid = 'pg_ts_template'::regclass AND deptype = 'e')
