-- What the given objects use, by name. $1 and $2 are their catalogues and oids; nothing from before the first user
-- object is followed. The lateral subquery keeps the server from reading the whole of pg_depend for a few objects.
WITH given AS (
    SELECT u.class, u.object FROM unnest($1::oid[], $2::oid[]) AS u (class, object)
), source AS (
    SELECT g.class, g.object, g.class AS classid, g.object AS objid
    FROM given g
    UNION ALL
    -- a view depends through its rule
    SELECT g.class, g.object, 'pg_rewrite'::regclass, r.oid
    FROM given g
    JOIN pg_rewrite r ON r.ev_class = g.object AND r.rulename = '_RETURN'
    WHERE g.class = 'pg_class'::regclass
    UNION ALL
    -- a table of another shape depends through its defaults and constraints
    SELECT g.class, g.object, 'pg_attrdef'::regclass, f.oid
    FROM given g
    JOIN pg_attrdef f ON f.adrelid = g.object
    WHERE g.class = 'pg_class'::regclass
    UNION ALL
    SELECT g.class, g.object, 'pg_constraint'::regclass, n.oid
    FROM given g
    JOIN pg_constraint n ON n.conrelid = g.object
    WHERE g.class = 'pg_class'::regclass
    UNION ALL
    -- an exclusion constraint through the predicate of its index
    SELECT g.class, g.object, 'pg_class'::regclass, n.conindid
    FROM given g
    JOIN pg_constraint n ON n.oid = g.object AND n.conindid <> 0
    WHERE g.class = 'pg_constraint'::regclass
    UNION ALL
    -- a domain through its checks, a composite type through its columns
    SELECT g.class, g.object, 'pg_constraint'::regclass, n.oid
    FROM given g
    JOIN pg_constraint n ON n.contypid = g.object
    WHERE g.class = 'pg_type'::regclass
    UNION ALL
    SELECT g.class, g.object, 'pg_class'::regclass, t.typrelid
    FROM given g
    JOIN pg_type t ON t.oid = g.object AND t.typrelid <> 0
    WHERE g.class = 'pg_type'::regclass
), edge AS (
    SELECT s.class, s.object, d.refclassid, d.refobjid, d.refobjsubid
    FROM source s
    CROSS JOIN LATERAL (SELECT d.refclassid, d.refobjid, d.refobjsubid
                        FROM pg_depend d
                        WHERE d.classid = s.classid AND d.objid = s.objid AND d.refobjid >= 16384
                          AND d.deptype IN ('n', 'a', 'i')
                        OFFSET 0) d
    WHERE NOT (d.refclassid = s.class AND d.refobjid = s.object)
    UNION ALL
    SELECT g.class, g.object, 'pg_class'::regclass, p.prrelid, 0
    FROM given g
    JOIN pg_publication_rel p ON p.prpubid = g.object
    WHERE g.class = 'pg_publication'::regclass
)
SELECT DISTINCT
       e.class,
       e.object,
       e.refclassid,
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
