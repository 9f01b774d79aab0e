BEGIN;

-- drop index public.t.t_a_idx
DROP INDEX public.t_a_idx;

-- create index public.t.t_a_idx
CREATE INDEX t_a_idx ON public.t (lower(a) DESC NULLS LAST, b text_pattern_ops) INCLUDE (a)
    WHERE b IS NOT NULL;

-- alter index public.t.t_b_idx
ALTER INDEX public.t_b_idx SET (fillfactor=70);

-- create index public.t.t_c_idx
CREATE INDEX t_c_idx ON public.t USING gin (c jsonb_path_ops);
COMMENT ON INDEX public.t_c_idx IS 'for @>';

-- create index public.t.t_u_idx
CREATE UNIQUE INDEX t_u_idx ON public.t ((a || b)) NULLS NOT DISTINCT;

COMMIT;
