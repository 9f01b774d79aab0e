SELECT datname::text AS database, pg_catalog.age(datfrozenxid)::bigint AS transactions,
  pg_catalog.mxid_age(datminmxid)::bigint AS multixacts,
  pg_catalog.current_setting('autovacuum_freeze_max_age')::bigint AS vacuumed_at,
  pg_catalog.age(datfrozenxid)::float8 / 2147483648 AS used_ratio
FROM pg_catalog.pg_database
WHERE datname = pg_catalog.current_database()
ORDER BY used_ratio DESC
