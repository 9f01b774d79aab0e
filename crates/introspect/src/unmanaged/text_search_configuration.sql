--? pg_ts_config WHERE oid >= 16384
-- Text search configurations.
SELECT 'text search configuration',
       'pg_ts_config'::regclass::oid,
       o.oid,
       n.nspname || '.' || o.cfgname,
       0::oid,
       NULL
FROM pg_ts_config o
JOIN pg_namespace n ON n.oid = o.cfgnamespace
WHERE o.cfgnamespace = ANY ($1)
  AND o.oid NOT IN (SELECT objid FROM pg_depend
                    WHERE refclassid = 'pg_extension'::regclass AND classid = 'pg_ts_config'::regclass AND deptype = 'e')
