BEGIN;

-- drop view public.published_contents_list
DROP VIEW public.published_contents_list;

-- rename column public.menu_items.url to target
ALTER TABLE public.menu_items RENAME COLUMN url TO target;

-- set aside enum public.ContentStatus
ALTER TYPE public."ContentStatus" RENAME TO "ContentStatus_old";

-- create enum public.ContentStatus
CREATE TYPE public."ContentStatus" AS ENUM ('DRAFT', 'REVIEW', 'PUBLISHED', 'ARCHIVED');

-- drop column public.media.mebibytes
ALTER TABLE public.media DROP COLUMN mebibytes;

-- alter table public.notices
ALTER TABLE public.notices
    DROP COLUMN pinned,
    ALTER COLUMN fee_npr TYPE numeric(12, 2);

-- change the type of column public.menu_items.target
ALTER TABLE public.menu_items ALTER COLUMN target TYPE varchar(500);

-- alter table public.contents
ALTER TABLE public.contents
    DROP CONSTRAINT contents_published_has_date,
    ALTER COLUMN status DROP DEFAULT,
    ALTER COLUMN status TYPE public."ContentStatus" USING status::text::public."ContentStatus",
    ADD CONSTRAINT contents_published_has_date CHECK (status <> 'PUBLISHED' or published_at is not null),
    ALTER COLUMN status SET DEFAULT 'DRAFT';

-- drop table public.content_revisions
DROP TABLE public.content_revisions;

-- drop the old enum public.ContentStatus
DROP TYPE public."ContentStatus_old";

-- drop function public.published_contents()
DROP FUNCTION public.published_contents();

COMMIT;
