BEGIN;

-- rename column public.menu_items.target to url
ALTER TABLE public.menu_items RENAME COLUMN target TO url;

-- add value SCHEDULED to enum public.ContentStatus
ALTER TYPE public."ContentStatus" ADD VALUE 'SCHEDULED' BEFORE 'PUBLISHED';

-- create function public.published_contents()
SET LOCAL check_function_bodies = off;
CREATE FUNCTION public.published_contents()
 returns setof contents language sql stable
AS $function$
  select * from contents where status = 'PUBLISHED' and deleted_at is null
$function$;

-- create table public.content_revisions
CREATE TABLE public.content_revisions (
    id         bigint GENERATED ALWAYS AS IDENTITY,
    content_id bigint NOT NULL,
    number     integer NOT NULL,
    title      jsonb NOT NULL,
    body       jsonb NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT content_revisions_pkey PRIMARY KEY (id)
);
COMMENT ON TABLE public.content_revisions IS 'Every change of a page, newest first.';

-- add column public.media.mebibytes
ALTER TABLE public.media ADD COLUMN mebibytes numeric(14, 2) GENERATED ALWAYS AS (round(bytes / 1048576.0, 2)) STORED;
COMMENT ON COLUMN public.media.mebibytes IS 'In mebibytes, for lists.';

-- alter table public.notices
ALTER TABLE public.notices
    ALTER COLUMN fee_npr TYPE numeric(14, 2),
    ADD COLUMN pinned boolean NOT NULL DEFAULT false;

-- change the type of column public.menu_items.url
ALTER TABLE public.menu_items ALTER COLUMN url TYPE varchar(2000);

-- create index public.content_revisions.content_revisions_content_id_number_key
CREATE UNIQUE INDEX content_revisions_content_id_number_key ON public.content_revisions (content_id, number);

-- add foreign key public.content_revisions.content_revisions_content_id_fkey
ALTER TABLE public.content_revisions ADD CONSTRAINT content_revisions_content_id_fkey FOREIGN KEY (content_id) REFERENCES public.contents (id) ON DELETE CASCADE ON UPDATE CASCADE;

-- create view public.published_contents_list
CREATE VIEW public.published_contents_list AS
select id, slug, published_at from contents
  where status = 'PUBLISHED' and deleted_at is null;
COMMENT ON VIEW public.published_contents_list IS 'What the public site lists.';

COMMIT;
