-- What the role lacks: ownership of the objects it is to change, CREATE where it is to create. $1 to $3 are kinds,
-- namespaces and names; what does not exist is not there to own.
SELECT w.place,
       pg_get_userbyid(o.owner)
FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS w (kind, namespace, name, place)
CROSS JOIN LATERAL (
    SELECT c.relowner
    FROM pg_class c
    JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE w.kind = 'relation' AND n.nspname = w.namespace AND c.relname = w.name
    UNION ALL
    SELECT t.typowner
    FROM pg_type t
    JOIN pg_namespace n ON n.oid = t.typnamespace
    WHERE w.kind = 'type' AND n.nspname = w.namespace AND t.typname = w.name
    UNION ALL
    -- which overload is meant is not told: owning one of them is enough
    SELECT min(p.proowner::bigint)::oid
    FROM pg_proc p
    JOIN pg_namespace n ON n.oid = p.pronamespace
    WHERE w.kind = 'function' AND n.nspname = w.namespace AND p.proname = w.name
    HAVING NOT bool_or(pg_has_role(p.proowner, 'USAGE'))
    UNION ALL
    SELECT n.nspowner FROM pg_namespace n WHERE w.kind = 'namespace' AND n.nspname = w.name
    UNION ALL
    SELECT e.extowner FROM pg_extension e WHERE w.kind = 'extension' AND e.extname = w.name
) AS o (owner)
WHERE NOT pg_has_role(o.owner, 'USAGE')
UNION ALL
SELECT w.place, NULL
FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS w (kind, namespace, name, place)
JOIN pg_namespace n ON n.nspname = w.name
WHERE w.kind = 'create' AND NOT has_schema_privilege(n.oid, 'CREATE')
UNION ALL
SELECT w.place, NULL
FROM unnest($1::text[], $2::text[], $3::text[]) WITH ORDINALITY AS w (kind, namespace, name, place)
WHERE w.kind = 'database' AND NOT has_database_privilege(current_database(), 'CREATE')
ORDER BY 1
