BEGIN;

-- add column public.t.b
ALTER TABLE public.t ADD COLUMN b integer;

-- replace view public.v
CREATE OR REPLACE VIEW public.v AS
SELECT t.a, t.b FROM t;

COMMIT;
