BEGIN;

-- drop view public.m
DROP MATERIALIZED VIEW public.m;

-- drop index n_a_idx
DROP INDEX public.n_a_idx;

-- create index n_a_idx
CREATE UNIQUE INDEX n_a_idx ON public.n (a);

-- create view public.m
CREATE MATERIALIZED VIEW public.m AS
SELECT t.a FROM t WHERE t.b > 0;
CREATE INDEX m_a_idx ON public.m (a);

COMMIT;
