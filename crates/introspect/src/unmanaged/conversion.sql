--? pg_conversion WHERE oid >= 16384
-- Conversions between encodings.
SELECT 'conversion',
       'pg_conversion'::regclass::oid,
       o.oid,
       n.nspname || '.' || o.conname,
       0::oid,
       NULL
FROM pg_conversion o
JOIN pg_namespace n ON n.oid = o.connamespace
WHERE o.connamespace = ANY ($1)
  AND o.oid NOT IN (SELECT objid FROM pg_depend
                    WHERE refclassid = 'pg_extension'::regclass AND classid = 'pg_conversion'::regclass AND deptype = 'e')
