-- Indexes, raw; text only for expressions and predicates. pg_get_indexdef for all would cost as much as all the rest.
SELECT i.indexrelid,
       i.indrelid,
       c.relname,
       m.amname,
       c.reloptions,
       i.indnkeyatts,
       i.indexrelid IN (SELECT n.conindid FROM pg_constraint n WHERE n.contype IN ('p', 'u', 'x')),
       i.indisunique,
       i.indisvalid AND i.indisready AND i.indislive,
       i.indkey,
       i.indclass,
       i.indcollation,
       i.indoption,
       pg_get_expr(i.indpred, i.indrelid),
       CASE WHEN i.indexprs IS NOT NULL THEN
           ARRAY(SELECT pg_get_indexdef(i.indexrelid, k + 1, false)
                 FROM generate_series(0, i.indnkeyatts - 1) k WHERE i.indkey[k] = 0)
       END,
       CASE WHEN i.indexprs IS NOT NULL AND EXISTS (SELECT FROM unnest(i.indcollation) o WHERE o NOT IN (0, 100))
            THEN pg_get_indexdef(i.indexrelid) END,
       false --@ ..14
       i.indnullsnotdistinct --@ 15..
FROM pg_index i
JOIN pg_class c ON c.oid = i.indexrelid
JOIN pg_am m ON m.oid = c.relam
WHERE c.relnamespace = ANY ($1)
  AND c.relkind = 'i'
  AND c.relpersistence <> 't'
