BEGIN;

-- set aside enum public.state
ALTER TYPE public.state RENAME TO state_old;

-- create enum public.state
CREATE TYPE public.state AS ENUM ('draft', 'live');

-- alter table public.page
ALTER TABLE public.page
    ALTER COLUMN state DROP DEFAULT,
    ALTER COLUMN state TYPE public.state USING state::text::public.state,
    ALTER COLUMN state SET DEFAULT 'draft';

-- drop the old enum public.state
DROP TYPE public.state_old;

COMMIT;
