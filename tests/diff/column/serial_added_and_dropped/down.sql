BEGIN;

-- alter table public.t
ALTER TABLE public.t
    DROP COLUMN id,
    DROP COLUMN n,
    ADD COLUMN old bigserial;

COMMIT;
