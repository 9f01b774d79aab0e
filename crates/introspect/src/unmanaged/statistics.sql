--? pg_statistic_ext
-- Extended statistics.
SELECT 'statistics',
       'pg_statistic_ext'::regclass::oid,
       s.oid,
       n.nspname || '.' || s.stxname,
       s.stxrelid,
       pg_get_statisticsobjdef(s.oid)
FROM pg_statistic_ext s
JOIN pg_namespace n ON n.oid = s.stxnamespace
WHERE s.stxnamespace = ANY ($1)
