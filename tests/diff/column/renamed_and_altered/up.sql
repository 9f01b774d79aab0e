-- error: change the type of column public.person.full_name should come before rename column public.person.name to full_name (a key needs its columns to refuse null), and they wait for each other
-- warning: on the way back: change the type of column public.person.name should come before rename column public.person.full_name to name (a key needs its columns to refuse null), and they wait for each other
BEGIN;

-- rename column public.Person.name to full_name
ALTER TABLE public."Person" RENAME COLUMN name TO full_name;

-- alter table public.Person
ALTER TABLE public."Person"
    ALTER COLUMN full_name TYPE varchar(40),
    ALTER COLUMN full_name SET NOT NULL,
    ALTER COLUMN full_name SET DEFAULT '?';

COMMIT;
