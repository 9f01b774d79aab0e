-- Constraints of tables, raw; text only for checks. Those that partitions or referenced partitions inherit are left out.
SELECT n.oid,
       n.conrelid,
       n.conname,
       n.contype,
       n.conkey,
       n.condeferrable,
       n.condeferred,
       n.convalidated,
       n.connoinherit,
       n.conindid,
       CASE WHEN n.contype = 'c' THEN pg_get_expr(n.conbin, n.conrelid) END,
       n.confrelid,
       n.confkey,
       n.confupdtype,
       n.confdeltype,
       n.confmatchtype,
       NULL::int2[] --@ ..14
       n.confdelsetcols --@ 15..
FROM pg_constraint n
WHERE n.connamespace = ANY ($1)
  AND n.conrelid <> 0
  AND n.conparentid = 0
  AND n.conenforced AND NOT n.conperiod --@ 18..
  AND n.contype IN ('p', 'u', 'c', 'f', 'n')
