-- Tables of every shape, and what only the table itself says. The last two: what makes it another shape than a plain
-- table, and settings without words.
SELECT c.oid,
       c.relnamespace,
       c.relname,
       c.relpersistence,
       CASE WHEN c.relispartition THEN 'partition'
            WHEN c.relkind = 'p' THEN 'partitioned table'
            WHEN c.relkind = 'f' THEN 'foreign table'
            WHEN c.reloftype <> 0 THEN 'typed table'
            WHEN c.oid IN (SELECT inhrelid FROM pg_inherits) THEN 'inherited table' END,
       CASE WHEN c.relispartition THEN pg_get_expr(c.relpartbound, c.oid)
            WHEN c.relkind = 'p' THEN 'PARTITION BY ' || pg_get_partkeydef(c.oid)
            WHEN c.reloftype <> 0 THEN 'OF ' || format_type(c.reloftype, NULL) END,
       c.reloptions,
       t.reloptions,
       CASE WHEN c.relrowsecurity OR c.relforcerowsecurity OR (c.relreplident <> 'd' AND c.relkind <> 'f')
                 OR c.reltablespace <> 0 OR c.relam NOT IN (0, 2) THEN
           ARRAY[CASE WHEN c.relrowsecurity THEN 'row level security=enabled' END,
                 CASE WHEN c.relforcerowsecurity THEN 'row level security=forced' END,
                 'replica identity=' || CASE c.relreplident WHEN 'f' THEN 'full' WHEN 'n' THEN 'nothing'
                                                            WHEN 'i' THEN 'index' END,
                 'tablespace=' || (SELECT p.spcname FROM pg_tablespace p WHERE p.oid = c.reltablespace),
                 'access method=' || (SELECT m.amname FROM pg_am m WHERE m.oid = c.relam AND c.relam <> 2)]
       END
FROM pg_class c
LEFT JOIN (SELECT oid, reloptions FROM pg_class WHERE relkind = 't' AND reloptions IS NOT NULL) t
       ON t.oid = c.reltoastrelid
WHERE c.relkind IN ('r', 'p', 'f')
  AND c.relnamespace = ANY ($1)
  AND c.relpersistence <> 't'
  AND c.oid NOT IN (SELECT objid FROM pg_depend
                    WHERE refclassid = 'pg_extension'::regclass AND classid = 'pg_class'::regclass
                      AND deptype = 'e')
