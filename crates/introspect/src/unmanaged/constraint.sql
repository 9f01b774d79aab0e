--? pg_constraint WHERE contype = 'x'
--? pg_constraint WHERE NOT conenforced OR conperiod --@ 18..
-- Constraints without words: exclusion, not enforced, without overlaps.
SELECT CASE WHEN n.contype = 'x' THEN 'exclusion constraint'
            WHEN n.conperiod THEN 'temporal constraint' --@ 18..
            ELSE 'constraint not enforced' END,
       'pg_constraint'::regclass::oid,
       n.oid,
       s.nspname || '.' || c.relname || ' ' || n.conname,
       c.oid,
       pg_get_constraintdef(n.oid)
FROM pg_constraint n
JOIN pg_class c ON c.oid = n.conrelid
JOIN pg_namespace s ON s.oid = c.relnamespace
WHERE n.connamespace = ANY ($1)
  AND n.conparentid = 0
  AND (n.contype = 'x'
       OR NOT n.conenforced OR n.conperiod --@ 18..
      )
