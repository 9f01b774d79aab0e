-- Views and materialized views with their query.
SELECT c.oid,
       c.relnamespace,
       c.relname,
       c.relkind,
       c.reloptions,
       pg_get_viewdef(c.oid)
FROM pg_class c
WHERE c.relkind IN ('v', 'm')
  AND c.relnamespace = ANY ($1)
  AND c.relpersistence <> 't'
  AND c.oid NOT IN (SELECT objid FROM pg_depend
                    WHERE refclassid = 'pg_extension'::regclass AND classid = 'pg_class'::regclass
                      AND deptype = 'e')
