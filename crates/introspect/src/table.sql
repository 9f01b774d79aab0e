-- Tables of every shape, and what only the table itself says.
SELECT c.oid,
       c.relnamespace,
       c.relname,
       c.relkind,
       c.relpersistence,
       c.relispartition,
       c.oid IN (SELECT inhrelid FROM pg_inherits),
       c.reloftype <> 0,
       c.reloptions,
       t.reloptions
FROM pg_class c
LEFT JOIN (SELECT oid, reloptions FROM pg_class WHERE relkind = 't' AND reloptions IS NOT NULL) t
       ON t.oid = c.reltoastrelid
WHERE c.relkind IN ('r', 'p', 'f')
  AND c.relnamespace = ANY ($1)
  AND c.relpersistence <> 't'
  AND c.oid NOT IN (SELECT objid FROM pg_depend
                    WHERE refclassid = 'pg_extension'::regclass AND classid = 'pg_class'::regclass
                      AND deptype = 'e')
