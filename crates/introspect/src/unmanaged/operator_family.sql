--? pg_opfamily WHERE oid >= 16384
-- Operator families.
SELECT 'operator family',
       'pg_opfamily'::regclass::oid,
       o.oid,
       n.nspname || '.' || o.opfname,
       0::oid,
       NULL
FROM pg_opfamily o
JOIN pg_namespace n ON n.oid = o.opfnamespace
WHERE o.opfnamespace = ANY ($1)
  AND o.oid NOT IN (SELECT objid FROM pg_depend
                    WHERE refclassid = 'pg_extension'::regclass AND classid = 'pg_opfamily'::regclass AND deptype = 'e')
