BEGIN;

-- rename column public.Person.full_name to name
ALTER TABLE public."Person" RENAME COLUMN full_name TO name;

-- alter table public.Person
ALTER TABLE public."Person"
    ALTER COLUMN name DROP DEFAULT,
    ALTER COLUMN name DROP NOT NULL,
    ALTER COLUMN name TYPE varchar(10);

COMMIT;
