--? pg_language WHERE oid >= 16384
-- Procedural languages.
SELECT 'language',
       'pg_language'::regclass::oid,
       o.oid,
       o.lanname::text,
       0::oid,
       NULL
FROM pg_language o
WHERE o.oid >= 16384
  AND o.oid NOT IN (SELECT objid FROM pg_depend
                    WHERE refclassid = 'pg_extension'::regclass AND classid = 'pg_language'::regclass AND deptype = 'e')
