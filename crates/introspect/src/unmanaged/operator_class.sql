--? pg_opclass WHERE oid >= 16384
-- Operator classes.
SELECT 'operator class',
       'pg_opclass'::regclass::oid,
       o.oid,
       n.nspname || '.' || o.opcname,
       0::oid,
       NULL
FROM pg_opclass o
JOIN pg_namespace n ON n.oid = o.opcnamespace
WHERE o.opcnamespace = ANY ($1)
  AND o.oid NOT IN (SELECT objid FROM pg_depend
                    WHERE refclassid = 'pg_extension'::regclass AND classid = 'pg_opclass'::regclass AND deptype = 'e')
