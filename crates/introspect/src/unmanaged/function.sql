--? pg_proc WHERE oid >= 16384 AND prokind IN ('a', 'w')
-- Aggregates and window functions.
SELECT CASE p.prokind WHEN 'a' THEN 'aggregate' ELSE 'window function' END,
       'pg_proc'::regclass::oid,
       p.oid,
       n.nspname || '.' || p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')',
       0::oid,
       CASE WHEN p.prokind = 'w' THEN pg_get_functiondef(p.oid) END
FROM pg_proc p
JOIN pg_namespace n ON n.oid = p.pronamespace
WHERE p.prokind IN ('a', 'w')
  AND p.pronamespace = ANY ($1)
  AND p.oid NOT IN (SELECT objid FROM pg_depend
                    WHERE refclassid = 'pg_extension'::regclass AND classid = 'pg_proc'::regclass AND deptype = 'e')
