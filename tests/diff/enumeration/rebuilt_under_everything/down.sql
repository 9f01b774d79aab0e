BEGIN;

-- drop view public.live_page
DROP VIEW public.live_page;

-- drop index public.page.page_live_idx
DROP INDEX public.page_live_idx;

-- set aside enum public.state
ALTER TYPE public.state RENAME TO state_old;

-- create enum public.state
CREATE TYPE public.state AS ENUM ('draft', 'review', 'live');

-- alter table public.page
ALTER TABLE public.page
    DROP CONSTRAINT page_state_check,
    ALTER COLUMN allowed DROP DEFAULT,
    ALTER COLUMN state DROP DEFAULT,
    ALTER COLUMN allowed TYPE public.state[] USING allowed::text[]::public.state[],
    ALTER COLUMN state TYPE public.state USING state::text::public.state,
    ADD CONSTRAINT page_state_check CHECK (state <> 'live' OR id > 0),
    ALTER COLUMN allowed SET DEFAULT '{draft,live}',
    ALTER COLUMN state SET DEFAULT 'draft';

-- create index public.page.page_live_idx
CREATE INDEX page_live_idx ON public.page (id)
    WHERE state = 'live';

-- create view public.live_page
CREATE VIEW public.live_page AS
SELECT page.id, page.state FROM page WHERE page.state = 'live';
COMMENT ON VIEW public.live_page IS 'what everybody sees';

-- drop the old enum public.state
DROP TYPE public.state_old;

COMMIT;
