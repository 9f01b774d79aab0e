-- add value new to enum public.state
ALTER TYPE public.state ADD VALUE 'new' BEFORE 'draft';

BEGIN;

-- set the default of column public.page.state
ALTER TABLE public.page ALTER COLUMN state SET DEFAULT 'new';

COMMIT;
