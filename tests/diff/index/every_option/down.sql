BEGIN;

-- drop index public.t.t_a_idx
DROP INDEX public.t_a_idx;

-- drop index public.t.t_c_idx
DROP INDEX public.t_c_idx;

-- drop index public.t.t_u_idx
DROP INDEX public.t_u_idx;

-- create index public.t.t_a_idx
CREATE INDEX t_a_idx ON public.t (a);

-- alter index public.t.t_b_idx
ALTER INDEX public.t_b_idx SET (fillfactor=90);

COMMIT;
