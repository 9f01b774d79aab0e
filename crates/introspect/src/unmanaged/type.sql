--? pg_type WHERE oid >= 16384 AND (typtype IN ('d', 'r', 'p') OR typtype = 'b' AND typcategory <> 'A')
-- Types other than enums and composite ones.
SELECT CASE t.typtype WHEN 'd' THEN 'domain' WHEN 'r' THEN 'range type' WHEN 'p' THEN 'shell type'
                      ELSE 'base type' END,
       'pg_type'::regclass::oid,
       t.oid,
       n.nspname || '.' || t.typname,
       0::oid,
       CASE t.typtype
            WHEN 'd' THEN
                format('CREATE DOMAIN %I.%I AS %s', n.nspname, t.typname, format_type(t.typbasetype, t.typtypmod))
                || coalesce(' DEFAULT ' || t.typdefault, '')
                || CASE WHEN t.typnotnull THEN ' NOT NULL' ELSE '' END
                || coalesce((SELECT string_agg(format(' CONSTRAINT %I ', k.conname) || pg_get_constraintdef(k.oid), ''
                                               ORDER BY k.conname)
                             FROM pg_constraint k WHERE k.contypid = t.oid AND k.contype = 'c'), '')
            WHEN 'r' THEN
                (SELECT format('CREATE TYPE %I.%I AS RANGE (SUBTYPE = %s)', n.nspname, t.typname,
                               format_type(r.rngsubtype, NULL))
                 FROM pg_range r WHERE r.rngtypid = t.oid)
       END
FROM pg_type t
JOIN pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype IN ('d', 'r', 'b', 'p')
  AND NOT (t.typtype = 'b' AND t.typcategory = 'A')
  AND t.typnamespace = ANY ($1)
  AND t.oid NOT IN (SELECT objid FROM pg_depend
                    WHERE refclassid = 'pg_extension'::regclass AND classid = 'pg_type'::regclass AND deptype = 'e')
