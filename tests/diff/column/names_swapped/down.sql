BEGIN;

-- set aside column public.Person.last
ALTER TABLE public."Person" RENAME COLUMN last TO last_aside;

-- rename column public.Person.first to last
ALTER TABLE public."Person" RENAME COLUMN first TO last;

-- rename column public.Person.last to first
ALTER TABLE public."Person" RENAME COLUMN last_aside TO first;

COMMIT;
