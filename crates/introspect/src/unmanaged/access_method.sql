--? pg_am WHERE oid >= 16384
-- Access methods.
SELECT 'access method',
       'pg_am'::regclass::oid,
       o.oid,
       o.amname::text,
       0::oid,
       NULL
FROM pg_am o
WHERE o.oid >= 16384
  AND o.oid NOT IN (SELECT objid FROM pg_depend
                    WHERE refclassid = 'pg_extension'::regclass AND classid = 'pg_am'::regclass AND deptype = 'e')
