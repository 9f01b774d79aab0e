-- Types as text, those below domains, and the outermost domain if there is one.
WITH RECURSIVE below (oid, type, list, first, first_list) AS (
    SELECT t.oid, e.type, e.list, e.type, e.list
    FROM pg_catalog.pg_type t
    CROSS JOIN LATERAL (
        SELECT t.typcategory = 'A' AND t.typtype = 'b' AS list,
               CASE WHEN t.typcategory = 'A' AND t.typtype = 'b' THEN t.typelem ELSE t.oid END AS type
    ) e
    WHERE t.oid = ANY ($1)
    UNION ALL
    SELECT b.oid,
           CASE WHEN t.typcategory = 'A' AND t.typtype = 'b' THEN t.typelem ELSE t.oid END,
           b.list OR t.typcategory = 'A' AND t.typtype = 'b',
           b.first,
           b.first_list
    FROM below b
    JOIN pg_catalog.pg_type d ON d.oid = b.type AND d.typtype = 'd'
    JOIN pg_catalog.pg_type t ON t.oid = d.typbasetype
)
SELECT b.oid,
       CASE
           WHEN n.nspname = 'pg_catalog' THEN pg_catalog.format_type(t.oid, NULL)
           ELSE pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(t.typname)
       END || CASE WHEN b.list THEN '[]' ELSE '' END,
       CASE WHEN d.typtype = 'd' THEN
           pg_catalog.quote_ident(dn.nspname) || '.' || pg_catalog.quote_ident(d.typname)
           || CASE WHEN b.first_list THEN '[]' ELSE '' END
       END
FROM below b
JOIN pg_catalog.pg_type t ON t.oid = b.type
JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
JOIN pg_catalog.pg_type d ON d.oid = b.first
JOIN pg_catalog.pg_namespace dn ON dn.oid = d.typnamespace
WHERE t.typtype <> 'd'
