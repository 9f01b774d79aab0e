--? pg_cast WHERE oid >= 16384
-- Casts, except those that come with a range type.
SELECT 'cast',
       'pg_cast'::regclass::oid,
       o.oid,
       format_type(o.castsource, NULL) || ' AS ' || format_type(o.casttarget, NULL),
       0::oid,
       NULL
FROM pg_cast o
WHERE o.oid >= 16384
  AND o.oid NOT IN (SELECT objid FROM pg_depend
                    WHERE refclassid = 'pg_extension'::regclass AND classid = 'pg_cast'::regclass AND deptype = 'e')
  AND o.oid NOT IN (SELECT objid FROM pg_depend WHERE classid = 'pg_cast'::regclass AND deptype = 'i')
