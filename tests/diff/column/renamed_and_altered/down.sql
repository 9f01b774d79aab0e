BEGIN;

-- alter table public.Person
ALTER TABLE public."Person"
    ALTER COLUMN full_name DROP DEFAULT,
    ALTER COLUMN full_name DROP NOT NULL;

-- rename column public.Person.full_name to name
ALTER TABLE public."Person" RENAME COLUMN full_name TO name;

-- change the type of column public.Person.name
ALTER TABLE public."Person" ALTER COLUMN name TYPE varchar(10);

COMMIT;
