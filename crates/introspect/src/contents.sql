SELECT NOT EXISTS (
  SELECT FROM pg_catalog.pg_depend d
  RIGHT JOIN (
    SELECT 'pg_catalog.pg_class'::pg_catalog.regclass AS of, oid, relnamespace AS namespace FROM pg_catalog.pg_class
    UNION ALL SELECT 'pg_catalog.pg_proc'::pg_catalog.regclass, oid, pronamespace FROM pg_catalog.pg_proc
    UNION ALL SELECT 'pg_catalog.pg_type'::pg_catalog.regclass, oid, typnamespace FROM pg_catalog.pg_type
  ) o ON d.classid = o.of AND d.objid = o.oid AND d.deptype = 'e'
  JOIN pg_catalog.pg_namespace n ON n.oid = o.namespace
  WHERE d.objid IS NULL AND n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema')
