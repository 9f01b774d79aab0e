BEGIN;

-- rename column public.Person.name to full_name
ALTER TABLE public."Person" RENAME COLUMN name TO full_name;

-- alter table public.Person
ALTER TABLE public."Person"
    ALTER COLUMN full_name TYPE varchar(40),
    ALTER COLUMN full_name SET NOT NULL,
    ALTER COLUMN full_name SET DEFAULT '?';

COMMIT;
