-- Text search objects.
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

UNION ALL
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

UNION ALL
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

UNION ALL
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
