--? pg_publication
-- Publications.
SELECT 'publication',
       'pg_publication'::regclass::oid,
       o.oid,
       o.pubname::text,
       0::oid,
       NULL
FROM pg_publication o
WHERE o.oid >= 16384
  AND o.oid NOT IN (SELECT objid FROM pg_depend
                    WHERE refclassid = 'pg_extension'::regclass AND classid = 'pg_publication'::regclass AND deptype = 'e')
