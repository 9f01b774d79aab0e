-- Types as text, those below domains, and whether there was a domain.
WITH RECURSIVE below (oid, type, list, domain) AS (
    SELECT t.oid,
           CASE WHEN t.typcategory = 'A' AND t.typtype = 'b' THEN t.typelem ELSE t.oid END,
           t.typcategory = 'A' AND t.typtype = 'b',
           false
    FROM pg_catalog.pg_type t
    WHERE t.oid = ANY ($1)
    UNION ALL
    SELECT b.oid,
           CASE WHEN t.typcategory = 'A' AND t.typtype = 'b' THEN t.typelem ELSE t.oid END,
           b.list OR t.typcategory = 'A' AND t.typtype = 'b',
           true
    FROM below b
    JOIN pg_catalog.pg_type d ON d.oid = b.type AND d.typtype = 'd'
    JOIN pg_catalog.pg_type t ON t.oid = d.typbasetype
)
SELECT b.oid,
       CASE
           WHEN n.nspname = 'pg_catalog' THEN pg_catalog.format_type(t.oid, NULL)
           ELSE pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(t.typname)
       END || CASE WHEN b.list THEN '[]' ELSE '' END,
       b.domain
FROM below b
JOIN pg_catalog.pg_type t ON t.oid = b.type
JOIN pg_catalog.pg_namespace n ON n.oid = t.typnamespace
WHERE t.typtype <> 'd'
