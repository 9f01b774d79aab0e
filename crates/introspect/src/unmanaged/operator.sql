--? pg_operator WHERE oid >= 16384
-- Operators.
SELECT 'operator',
       'pg_operator'::regclass::oid,
       o.oid,
       o.oid::regoperator::text,
       0::oid,
       NULL
FROM pg_operator o
JOIN pg_namespace n ON n.oid = o.oprnamespace
WHERE o.oprnamespace = ANY ($1)
  AND o.oid NOT IN (SELECT objid FROM pg_depend
                    WHERE refclassid = 'pg_extension'::regclass AND classid = 'pg_operator'::regclass AND deptype = 'e')
