SELECT 'tables' AS part, coalesce(sum(heap_blks_hit), 0)::bigint AS blocks_from_memory,
  coalesce(sum(heap_blks_read), 0)::bigint AS blocks_read,
  sum(heap_blks_hit)::float8 / nullif(sum(heap_blks_hit) + sum(heap_blks_read), 0)::float8 AS cache_ratio
FROM pg_catalog.pg_statio_user_tables
UNION ALL
SELECT 'indexes', coalesce(sum(idx_blks_hit), 0)::bigint, coalesce(sum(idx_blks_read), 0)::bigint,
  sum(idx_blks_hit)::float8 / nullif(sum(idx_blks_hit) + sum(idx_blks_read), 0)::float8
FROM pg_catalog.pg_statio_user_indexes
ORDER BY 1 DESC
