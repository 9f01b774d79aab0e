WITH one AS (
  SELECT i.indexrelid, i.indrelid, i.indisunique, i.indnkeyatts, ARRAY(SELECT pg_catalog.unnest(i.indkey)) AS keys,
    ARRAY(SELECT pg_catalog.unnest(i.indclass)) AS classes, ARRAY(SELECT pg_catalog.unnest(i.indcollation)) AS collations,
    ARRAY(SELECT pg_catalog.unnest(i.indoption)) AS options, c.relam, n.nspname, c.relname,
    coalesce(pg_catalog.pg_get_expr(i.indexprs, i.indrelid), '') AS expressions,
    coalesce(pg_catalog.pg_get_expr(i.indpred, i.indrelid), '') AS condition,
    EXISTS (SELECT FROM pg_catalog.pg_constraint k WHERE k.conindid = i.indexrelid) AS constrained
  FROM pg_catalog.pg_index i JOIN pg_catalog.pg_class c ON c.oid = i.indexrelid
  JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
  WHERE i.indisvalid AND c.relkind = 'i' AND n.nspname NOT LIKE 'pg\_%')
SELECT pg_catalog.format('%I.%I', a.nspname, a.relname) AS "index",
  a.indrelid::pg_catalog.regclass::text AS "table",
  pg_catalog.format('%I.%I', b.nspname, b.relname) AS covered_by,
  pg_catalog.pg_relation_size(a.indexrelid) AS index_bytes
FROM one a JOIN one b ON b.indrelid = a.indrelid AND b.indexrelid <> a.indexrelid AND b.relam = a.relam
  AND b.condition = a.condition
WHERE NOT a.constrained AND (
  -- the same but for what it is for: the one that a constraint needs stays, then the unique one, then the older
  b.keys = a.keys AND b.classes = a.classes AND b.collations = a.collations AND b.options = a.options
  AND b.expressions = a.expressions AND b.indnkeyatts = a.indnkeyatts AND (b.indisunique OR NOT a.indisunique)
  AND (b.constrained OR (b.indisunique AND NOT a.indisunique) OR b.indexrelid < a.indexrelid)
  -- or its columns are the first of a longer one
  OR NOT a.indisunique AND a.expressions = '' AND b.expressions = '' AND a.indnkeyatts < b.indnkeyatts
  AND a.indnkeyatts = cardinality(a.keys) AND b.keys[1:a.indnkeyatts] = a.keys
  AND b.classes[1:a.indnkeyatts] = a.classes AND b.collations[1:a.indnkeyatts] = a.collations
  AND b.options[1:a.indnkeyatts] = a.options
  AND a.relam = (SELECT oid FROM pg_catalog.pg_am WHERE amname = 'btree'))
ORDER BY index_bytes DESC, 1, 3
