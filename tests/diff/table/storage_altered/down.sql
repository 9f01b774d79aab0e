BEGIN;

-- alter table public.t
ALTER TABLE public.t
    SET LOGGED,
    SET (autovacuum_enabled=false, fillfactor=80);

COMMIT;
