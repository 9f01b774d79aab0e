BEGIN;

-- drop index public.t.t_full_name_idx
DROP INDEX public.t_full_name_idx;

-- alter table public.t
ALTER TABLE public.t
    DROP COLUMN full_name,
    ALTER COLUMN first TYPE varchar(10),
    ADD COLUMN full_name text GENERATED ALWAYS AS (first || '!') STORED;

-- create index public.t.t_full_name_idx
CREATE INDEX t_full_name_idx ON public.t (full_name);

COMMIT;
