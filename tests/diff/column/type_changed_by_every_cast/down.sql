BEGIN;

-- alter table public.t
ALTER TABLE public.t
    ALTER COLUMN d DROP DEFAULT,
    ALTER COLUMN a TYPE integer,
    ALTER COLUMN b TYPE text,
    ALTER COLUMN c TYPE text,
    ALTER COLUMN d TYPE varchar(20),
    ALTER COLUMN e TYPE date USING e::text::date,
    ALTER COLUMN f TYPE numeric(10, 2),
    ALTER COLUMN b SET DEFAULT '7',
    ALTER COLUMN d SET DEFAULT 'x';

COMMIT;
