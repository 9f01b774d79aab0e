-- Namespaces of users; [member] when an extension made it.
SELECT n.oid,
       n.nspname,
       n.oid IN (SELECT objid FROM pg_depend
                 WHERE refclassid = 'pg_extension'::regclass AND classid = 'pg_namespace'::regclass
                   AND deptype = 'e')
FROM pg_namespace n
WHERE n.nspname NOT LIKE 'pg\_%' AND n.nspname <> 'information_schema'
ORDER BY n.nspname
