--? pg_rewrite WHERE oid >= 16384 AND rulename <> '_RETURN'
-- Rules, except the ones that are views.
SELECT 'rule',
       'pg_rewrite'::regclass::oid,
       r.oid,
       n.nspname || '.' || c.relname || ' ' || r.rulename,
       c.oid,
       pg_get_ruledef(r.oid)
FROM pg_rewrite r
JOIN pg_class c ON c.oid = r.ev_class
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE r.rulename <> '_RETURN'
  AND c.relnamespace = ANY ($1)
