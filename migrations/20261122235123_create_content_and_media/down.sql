BEGIN;

-- drop table public.attachments
DROP TABLE public.attachments;

-- drop table public.media
DROP TABLE public.media;

-- drop table public.notices
DROP TABLE public.notices;

-- drop table public._ContentTags
DROP TABLE public."_ContentTags";

-- drop table public.tags
DROP TABLE public.tags;

-- drop table public.contents
DROP TABLE public.contents;

-- drop table public.categories
DROP TABLE public.categories;

-- drop enum public.ContentStatus
DROP TYPE public."ContentStatus";

COMMIT;
