-- Every column of some tables: its type (below a domain, without modifiers, whatever the search path), whether it refuses
-- NULL, whether a new row may leave it out (a domain may have a default, or refuse NULL), whether it must.
SELECT
    n.nspname::text,
    c.relname::text,
    a.attname::text,
    CASE
        WHEN en.nspname = 'pg_catalog' THEN format_type(t.oid, NULL)
        ELSE format('%I.%I', en.nspname, e.typname) || CASE WHEN e.oid = t.oid THEN '' ELSE '[]' END
    END,
    a.attnotnull,
    a.atthasdef OR a.attidentity <> '' OR d.typdefault IS NOT NULL OR NOT (a.attnotnull OR d.typnotnull)
        OR c.relkind NOT IN ('r', 'p'),
    a.attidentity = 'a' OR a.attgenerated <> ''
FROM unnest($1::text[], $2::text[]) AS used(namespace, name)
JOIN pg_catalog.pg_namespace n ON n.nspname = used.namespace
JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = used.name
JOIN pg_catalog.pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_catalog.pg_type d ON d.oid = a.atttypid
JOIN LATERAL (
    WITH RECURSIVE below AS (
        SELECT d.oid, d.typtype, d.typbasetype
        UNION ALL
        SELECT b.oid, b.typtype, b.typbasetype
        FROM below
        JOIN pg_catalog.pg_type b ON below.typtype = 'd' AND b.oid = below.typbasetype
    )
    SELECT oid FROM below WHERE typtype <> 'd'
) AS bottom ON TRUE
JOIN pg_catalog.pg_type t ON t.oid = bottom.oid
JOIN pg_catalog.pg_type e ON e.oid = CASE WHEN t.typcategory = 'A' THEN t.typelem ELSE t.oid END
JOIN pg_catalog.pg_namespace en ON en.oid = e.typnamespace
ORDER BY 1, 2, a.attnum
