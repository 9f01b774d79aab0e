-- Enums with their values in order. An enum may have none.
SELECT t.oid,
       t.typnamespace,
       t.typname,
       ARRAY(SELECT e.enumlabel FROM pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder)
FROM pg_type t
WHERE t.typtype = 'e'
  AND t.typnamespace = ANY ($1)
  AND t.oid NOT IN (SELECT objid FROM pg_depend
                    WHERE refclassid = 'pg_extension'::regclass AND classid = 'pg_type'::regclass
                      AND deptype = 'e')
