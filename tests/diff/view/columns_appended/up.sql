BEGIN;

-- alter table public.t
ALTER TABLE public.t
    DROP COLUMN b,
    ADD COLUMN c text;

-- replace view public.v
CREATE OR REPLACE VIEW public.v AS
SELECT t.a, t.c FROM t;

COMMIT;
