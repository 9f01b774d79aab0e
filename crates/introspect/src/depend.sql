-- What views, functions and unmanaged objects use, by name. Objects from before the first user object are not followed.
WITH edge AS (
    SELECT d.classid AS class, d.objid AS object, d.refclassid, d.refobjid, d.refobjsubid
    FROM pg_depend d
    WHERE d.objid >= 16384
      AND d.refobjid >= 16384
      AND d.deptype IN ('n', 'a', 'i')
      AND d.refclassid = ANY (ARRAY['pg_class', 'pg_type', 'pg_proc', 'pg_constraint']::regclass[])
      AND d.classid = ANY (ARRAY['pg_proc', 'pg_trigger', 'pg_policy', 'pg_statistic_ext', 'pg_cast', 'pg_operator',
                                 'pg_opclass', 'pg_event_trigger', 'pg_type']::regclass[])
    UNION ALL
    SELECT CASE WHEN r.rulename = '_RETURN' THEN 'pg_class' ELSE 'pg_rewrite' END::regclass,
           CASE WHEN r.rulename = '_RETURN' THEN r.ev_class ELSE r.oid END,
           d.refclassid, d.refobjid, d.refobjsubid
    FROM pg_rewrite r
    JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = r.oid
    WHERE r.oid >= 16384
      AND (d.refclassid <> 'pg_class'::regclass OR d.refobjid <> r.ev_class OR r.rulename <> '_RETURN')
    UNION ALL
    -- the columns of an exclusion constraint, and what partitions, foreign tables and their like are made of
    SELECT CASE WHEN c.plain THEN 'pg_constraint' ELSE 'pg_class' END::regclass,
           CASE WHEN c.plain THEN n.oid ELSE n.conrelid END,
           d.refclassid, d.refobjid, d.refobjsubid
    FROM pg_constraint n
    JOIN (SELECT t.oid, t.relkind = 'r' AND t.reloftype = 0 AND t.oid NOT IN (SELECT inhrelid FROM pg_inherits) AS plain
          FROM pg_class t WHERE t.relkind IN ('r', 'p', 'f')) c ON c.oid = n.conrelid
    JOIN pg_depend d ON d.classid = 'pg_constraint'::regclass AND d.objid = n.oid
    WHERE (NOT c.plain OR n.contype = 'x'
           OR NOT n.conenforced OR n.conperiod --@ 18..
          )
      AND (c.plain OR d.refobjid <> n.conrelid)
    UNION ALL
    SELECT CASE WHEN c.relkind = 'c' THEN 'pg_type' ELSE 'pg_class' END::regclass,
           CASE WHEN c.relkind = 'c' THEN c.reltype ELSE c.oid END,
           d.refclassid, d.refobjid, d.refobjsubid
    FROM pg_class c
    LEFT JOIN pg_attrdef f ON f.adrelid = c.oid
    JOIN pg_depend d ON d.classid = 'pg_class'::regclass AND d.objid = c.oid
                     OR d.classid = 'pg_attrdef'::regclass AND d.objid = f.oid
    WHERE c.oid >= 16384
      AND (c.relkind IN ('p', 'f', 'c')
           OR c.relkind = 'r' AND (c.reloftype <> 0 OR c.oid IN (SELECT inhrelid FROM pg_inherits)))
      AND d.refobjid <> c.oid
    UNION ALL
    SELECT 'pg_type'::regclass, n.contypid, d.refclassid, d.refobjid, d.refobjsubid
    FROM pg_constraint n
    JOIN pg_depend d ON d.classid = 'pg_constraint'::regclass AND d.objid = n.oid
    WHERE n.contypid <> 0 AND n.oid >= 16384
    UNION ALL
    SELECT 'pg_publication'::regclass, p.prpubid, 'pg_class'::regclass, p.prrelid, 0
    FROM pg_publication_rel p
)
SELECT DISTINCT
       e.class::oid,
       e.object,
       e.refclassid::oid,
       e.refobjid,
       s.nspname,
       coalesce(c.relname, el.typname, y.typname),
       coalesce(a.attname, n.conname),
       c.relkind,
       coalesce(el.typtype, y.typtype),
       n.contype,
       x.extname
FROM edge e
LEFT JOIN pg_type y ON e.refclassid = 'pg_type'::regclass AND y.oid = e.refobjid
LEFT JOIN pg_type el ON el.oid = y.typelem AND y.typcategory = 'A'
LEFT JOIN pg_constraint n ON e.refclassid = 'pg_constraint'::regclass AND n.oid = e.refobjid
LEFT JOIN pg_class c ON c.oid = CASE e.refclassid WHEN 'pg_class'::regclass THEN e.refobjid
                                                  WHEN 'pg_constraint'::regclass THEN n.conrelid
                                                  ELSE coalesce(el.typrelid, y.typrelid) END
LEFT JOIN pg_attribute a ON e.refclassid = 'pg_class'::regclass AND e.refobjsubid > 0
                        AND a.attrelid = e.refobjid AND a.attnum = e.refobjsubid
LEFT JOIN pg_namespace s ON s.oid = coalesce(c.relnamespace, el.typnamespace, y.typnamespace)
LEFT JOIN pg_depend m ON m.classid = e.refclassid AND m.objid = e.refobjid AND m.deptype = 'e'
LEFT JOIN pg_extension x ON x.oid = m.refobjid
