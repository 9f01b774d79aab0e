BEGIN;

-- drop index public.t.t_part_idx
DROP INDEX public.t_part_idx;

-- alter table public.t
ALTER TABLE public.t
    DROP COLUMN a,
    DROP CONSTRAINT t_c_check,
    DROP COLUMN c;

-- drop column public.u.t_id
ALTER TABLE public.u DROP COLUMN t_id;

COMMIT;
