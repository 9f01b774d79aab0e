--? pg_ts_parser WHERE oid >= 16384
-- Text search parsers.
SELECT 'text search parser',
       'pg_ts_parser'::regclass::oid,
       o.oid,
       n.nspname || '.' || o.prsname,
       0::oid,
       NULL
FROM pg_ts_parser o
JOIN pg_namespace n ON n.oid = o.prsnamespace
WHERE o.prsnamespace = ANY ($1)
  AND o.oid NOT IN (SELECT objid FROM pg_depend
                    WHERE refclassid = 'pg_extension'::regclass AND classid = 'pg_ts_parser'::regclass AND deptype = 'e')
