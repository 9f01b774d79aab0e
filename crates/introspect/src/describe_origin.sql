-- The names of columns.
SELECT a.attrelid, a.attnum, n.nspname, c.relname, a.attname
FROM unnest($1::pg_catalog.oid[], $2::pg_catalog.int2[]) AS u (relation, number)
JOIN pg_catalog.pg_attribute a ON a.attrelid = u.relation AND a.attnum = u.number
JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
