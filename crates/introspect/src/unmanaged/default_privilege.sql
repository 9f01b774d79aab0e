--? pg_default_acl
-- Default privileges.
SELECT 'default privileges',
       'pg_default_acl'::regclass::oid,
       o.oid,
       pg_get_userbyid(o.defaclrole) || coalesce(' in ' || n.nspname, '') || ' on '
           || CASE o.defaclobjtype WHEN 'r' THEN 'tables' WHEN 'S' THEN 'sequences' WHEN 'f' THEN 'functions'
                                   WHEN 'T' THEN 'types' WHEN 'n' THEN 'schemas' ELSE 'large objects' END,
       0::oid,
       o.defaclacl::text
FROM pg_default_acl o
LEFT JOIN pg_namespace n ON n.oid = o.defaclnamespace
WHERE o.defaclnamespace = 0 OR o.defaclnamespace = ANY ($1)
