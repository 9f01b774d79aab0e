--? pg_foreign_data_wrapper
-- Foreign data wrappers, servers and user mappings.
SELECT 'foreign data wrapper',
       'pg_foreign_data_wrapper'::regclass::oid,
       o.oid,
       o.fdwname::text,
       0::oid,
       NULL
FROM pg_foreign_data_wrapper o
WHERE o.oid >= 16384
  AND o.oid NOT IN (SELECT objid FROM pg_depend
                    WHERE refclassid = 'pg_extension'::regclass AND classid = 'pg_foreign_data_wrapper'::regclass AND deptype = 'e')
UNION ALL
SELECT 'server',
       'pg_foreign_server'::regclass::oid,
       o.oid,
       o.srvname::text,
       0::oid,
       NULL
FROM pg_foreign_server o
UNION ALL
SELECT 'user mapping',
       'pg_user_mapping'::regclass::oid,
       m.umid,
       coalesce(m.usename::text, 'public') || ' ' || m.srvname,
       0::oid,
       NULL
FROM pg_user_mappings m
