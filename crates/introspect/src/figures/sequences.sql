SELECT pg_catalog.format('%I.%I', s.schemaname, s.sequencename) AS sequence,
  pg_catalog.format('%s.%I', d.refobjid::pg_catalog.regclass, a.attname) AS "column",
  s.last_value, l.last AS last_possible, (s.last_value::float8 / l.last) AS used_ratio
FROM pg_catalog.pg_sequences s
JOIN pg_catalog.pg_namespace n ON n.nspname = s.schemaname
JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relname = s.sequencename
LEFT JOIN pg_catalog.pg_depend d ON d.objid = c.oid AND d.classid = 'pg_catalog.pg_class'::pg_catalog.regclass
  AND d.refclassid = 'pg_catalog.pg_class'::pg_catalog.regclass AND d.refobjsubid > 0 AND d.deptype IN ('a', 'i')
LEFT JOIN pg_catalog.pg_attribute a ON a.attrelid = d.refobjid AND a.attnum = d.refobjsubid
CROSS JOIN LATERAL (SELECT least(s.max_value, CASE a.atttypid WHEN 21 THEN 32767 WHEN 23 THEN 2147483647
  ELSE 9223372036854775807 END) AS last) l
WHERE s.increment_by > 0 AND s.last_value > l.last / 2 AND NOT s.cycle
ORDER BY used_ratio DESC, 1
