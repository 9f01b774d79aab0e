--? pg_class WHERE relkind = 'c' AND oid >= 16384
-- Composite types of their own; every table has one too.
SELECT 'composite type',
       'pg_type'::regclass::oid,
       c.reltype,
       n.nspname || '.' || c.relname,
       0::oid,
       format('CREATE TYPE %I.%I AS (', n.nspname, c.relname)
           || coalesce((SELECT string_agg(quote_ident(a.attname) || ' ' || format_type(a.atttypid, a.atttypmod), ', '
                                          ORDER BY a.attnum)
                        FROM pg_attribute a
                        WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped), '') || ')'
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind = 'c'
  AND c.relnamespace = ANY ($1)
  AND c.reltype NOT IN (SELECT objid FROM pg_depend
                        WHERE refclassid = 'pg_extension'::regclass AND classid = 'pg_type'::regclass
                          AND deptype = 'e')
