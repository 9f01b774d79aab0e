SELECT pid::bigint AS process, usename::text AS role, application_name AS application, state,
  extract(epoch FROM pg_catalog.clock_timestamp() - xact_start)::float8 AS open_seconds,
  wait_event_type AS waits_for, query AS statement
FROM pg_catalog.pg_stat_activity
WHERE datname = pg_catalog.current_database() AND pid <> pg_catalog.pg_backend_pid()
  AND xact_start < pg_catalog.clock_timestamp() - interval '1 minute'
ORDER BY open_seconds DESC
