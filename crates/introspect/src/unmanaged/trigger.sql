--? pg_trigger WHERE NOT tgisinternal
-- Triggers that somebody wrote; the clones on partitions belong to their parent.
SELECT CASE WHEN g.tgconstraint = 0 THEN 'trigger' ELSE 'constraint trigger' END,
       'pg_trigger'::regclass::oid,
       g.oid,
       n.nspname || '.' || c.relname || ' ' || g.tgname,
       c.oid,
       pg_get_triggerdef(g.oid)
FROM pg_trigger g
JOIN pg_class c ON c.oid = g.tgrelid
JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE NOT g.tgisinternal
  AND g.tgparentid = 0 --@ 13..
  AND c.relnamespace = ANY ($1)
  AND g.oid NOT IN (SELECT objid FROM pg_depend
                    WHERE refclassid = 'pg_extension'::regclass AND classid = 'pg_trigger'::regclass AND deptype = 'e')
