BEGIN;

-- drop foreign key public.keeps.keeps_parent_id_fkey
ALTER TABLE public.keeps DROP CONSTRAINT keeps_parent_id_fkey;

-- drop view public.both_of_them
DROP VIEW public.both_of_them;

-- drop table public.child
DROP TABLE public.child;

-- drop table public.parent
DROP TABLE public.parent;

-- drop enum public.kind
DROP TYPE public.kind;

COMMIT;
