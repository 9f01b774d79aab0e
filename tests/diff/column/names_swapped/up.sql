BEGIN;

-- set aside column public.Person.first
ALTER TABLE public."Person" RENAME COLUMN first TO first_aside;

-- rename column public.Person.last to first
ALTER TABLE public."Person" RENAME COLUMN last TO first;

-- rename column public.Person.first to last
ALTER TABLE public."Person" RENAME COLUMN first_aside TO last;

COMMIT;
