BEGIN;

-- alter table public.t
ALTER TABLE public.t
    SET UNLOGGED,
    SET (fillfactor=70),
    RESET (autovacuum_enabled);

COMMIT;
