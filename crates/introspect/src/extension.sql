-- Extensions with their comment unless it is the one of the control file.
WITH control AS MATERIALIZED (SELECT name, comment FROM pg_available_extensions())
SELECT e.extname,
       n.nspname,
       e.extversion,
       CASE WHEN d.description IS DISTINCT FROM (SELECT c.comment FROM control c WHERE c.name = e.extname)
            THEN d.description END
FROM pg_extension e
JOIN pg_namespace n ON n.oid = e.extnamespace
LEFT JOIN pg_description d ON d.classoid = 'pg_extension'::regclass AND d.objoid = e.oid
WHERE e.extname <> 'plpgsql'
ORDER BY e.extname
