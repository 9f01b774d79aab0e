-- Sequences with the column that owns them: deptype a is OWNED BY, i is an identity.
SELECT c.oid,
       c.relnamespace,
       c.relname,
       c.relpersistence,
       s.seqtypid,
       s.seqstart,
       s.seqincrement,
       s.seqmin,
       s.seqmax,
       s.seqcache,
       s.seqcycle,
       d.refobjid,
       d.refobjsubid,
       d.deptype
FROM pg_sequence s
JOIN pg_class c ON c.oid = s.seqrelid
LEFT JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.objsubid = 0
                     AND d.refclassid = 'pg_class'::regclass AND d.refobjsubid > 0
                     AND d.deptype IN ('a', 'i')
WHERE c.relkind = 'S'
  AND c.relnamespace = ANY ($1)
  AND c.relpersistence <> 't'
  AND c.oid NOT IN (SELECT objid FROM pg_depend
                    WHERE refclassid = 'pg_extension'::regclass AND classid = 'pg_class'::regclass
                      AND deptype = 'e')
