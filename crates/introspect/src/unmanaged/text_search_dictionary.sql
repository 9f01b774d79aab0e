--? pg_ts_dict WHERE oid >= 16384
-- Text search dictionaries.
SELECT 'text search dictionary',
       'pg_ts_dict'::regclass::oid,
       o.oid,
       n.nspname || '.' || o.dictname,
       0::oid,
       NULL
FROM pg_ts_dict o
JOIN pg_namespace n ON n.oid = o.dictnamespace
WHERE o.dictnamespace = ANY ($1)
  AND o.oid NOT IN (SELECT objid FROM pg_depend
                    WHERE refclassid = 'pg_extension'::regclass AND classid = 'pg_ts_dict'::regclass AND deptype = 'e')
