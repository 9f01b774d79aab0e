BEGIN;

-- create enum public.ContentStatus
CREATE TYPE public."ContentStatus" AS ENUM ('DRAFT', 'REVIEW', 'PUBLISHED', 'ARCHIVED');

-- create table public.categories
CREATE TABLE public.categories (
    id         bigint GENERATED ALWAYS AS IDENTITY,
    slug       varchar(120) NOT NULL,
    name       jsonb NOT NULL,
    parent_id  bigint,
    "position" integer NOT NULL DEFAULT 0,
    CONSTRAINT categories_pkey PRIMARY KEY (id)
);
COMMENT ON TABLE public.categories IS 'Where content is filed; a tree.';
COMMENT ON COLUMN public.categories.name IS 'Translated: { "en": …, "ne": … }';

-- create table public.tags
CREATE TABLE public.tags (
    id   bigint GENERATED ALWAYS AS IDENTITY,
    name varchar(60) NOT NULL,
    CONSTRAINT tags_pkey PRIMARY KEY (id)
);
COMMENT ON TABLE public.tags IS 'A free keyword.';

-- create table public.contents
CREATE TABLE public.contents (
    id            bigint GENERATED ALWAYS AS IDENTITY,
    slug          varchar(160) NOT NULL,
    title         jsonb NOT NULL,
    body          jsonb NOT NULL,
    status        public."ContentStatus" NOT NULL DEFAULT 'DRAFT',
    author_id     bigint NOT NULL,
    department_id bigint,
    category_id   bigint,
    published_at  timestamptz(3),
    deleted_at    timestamptz(3),
    created_at    timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at    timestamptz(3) NOT NULL,
    CONSTRAINT contents_pkey PRIMARY KEY (id),
    CONSTRAINT contents_published_has_date CHECK (status <> 'PUBLISHED' or published_at is not null)
);
COMMENT ON TABLE public.contents IS 'A page or an article in English and Nepali.';
COMMENT ON COLUMN public.contents.title IS 'Translated: { "en": …, "ne": … }';
COMMENT ON COLUMN public.contents.body IS 'Translated: { "en": …, "ne": … }';

-- create table public.media
CREATE TABLE public.media (
    id          uuid NOT NULL,
    file_name   varchar(255) NOT NULL,
    mime_type   varchar(100) NOT NULL,
    bytes       bigint NOT NULL,
    digest      bytea NOT NULL,
    uploader_id bigint,
    created_at  timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT media_pkey PRIMARY KEY (id),
    CONSTRAINT media_bytes_check CHECK (bytes >= 0)
);
COMMENT ON TABLE public.media IS 'A file on disk or in object storage.';
COMMENT ON COLUMN public.media.digest IS 'SHA-256 of the file.';

-- create table public.attachments
CREATE TABLE public.attachments (
    content_id bigint NOT NULL,
    media_id   uuid NOT NULL,
    caption    jsonb,
    "position" smallint NOT NULL DEFAULT 0,
    CONSTRAINT attachments_pkey PRIMARY KEY (content_id, media_id)
);
COMMENT ON TABLE public.attachments IS 'A file shown with a page.';
COMMENT ON COLUMN public.attachments.caption IS 'Translated: { "en": …, "ne": … }';

-- create table public.notices
CREATE TABLE public.notices (
    id            bigint GENERATED ALWAYS AS IDENTITY,
    number        varchar(40) NOT NULL,
    subject       jsonb NOT NULL,
    department_id bigint,
    shown_from    date NOT NULL,
    shown_until   date,
    fee_npr       numeric(12, 2),
    CONSTRAINT notices_pkey PRIMARY KEY (id),
    CONSTRAINT notices_period CHECK (shown_until is null or shown_until >= shown_from)
);
COMMENT ON TABLE public.notices IS 'A public notice with a period in which it is shown.';
COMMENT ON COLUMN public.notices.subject IS 'Translated: { "en": …, "ne": … }';

-- create table public._ContentTags
CREATE TABLE public."_ContentTags" (
    "A" bigint NOT NULL,
    "B" bigint NOT NULL,
    CONSTRAINT "_ContentTags_AB_pkey" PRIMARY KEY ("A", "B")
);

-- create index public.categories.categories_slug_key
CREATE UNIQUE INDEX categories_slug_key ON public.categories (slug);

-- create index public.categories.categories_parent_id_position_idx
CREATE INDEX categories_parent_id_position_idx ON public.categories (parent_id, "position");

-- create index public.tags.tags_name_key
CREATE UNIQUE INDEX tags_name_key ON public.tags (name);

-- create index public.contents.contents_slug_live_key
CREATE UNIQUE INDEX contents_slug_live_key ON public.contents (slug)
    WHERE deleted_at is null;

-- create index public.contents.contents_slug_lower_idx
CREATE INDEX contents_slug_lower_idx ON public.contents (lower(slug));

-- create index public.contents.contents_category_id_published_at_idx
CREATE INDEX contents_category_id_published_at_idx ON public.contents (category_id, published_at DESC);

-- create index public.contents.contents_author_id_idx
CREATE INDEX contents_author_id_idx ON public.contents (author_id);

-- create index public.contents.contents_department_id_idx
CREATE INDEX contents_department_id_idx ON public.contents (department_id);

-- create index public.contents.contents_title_idx
CREATE INDEX contents_title_idx ON public.contents USING gin (title jsonb_path_ops);

-- create index public.media.media_digest_idx
CREATE INDEX media_digest_idx ON public.media USING hash (digest);

-- create index public.media.media_uploader_id_idx
CREATE INDEX media_uploader_id_idx ON public.media (uploader_id);

-- create index public.attachments.attachments_media_id_idx
CREATE INDEX attachments_media_id_idx ON public.attachments (media_id);

-- create index public.notices.notices_number_key
CREATE UNIQUE INDEX notices_number_key ON public.notices (number);

-- create index public.notices.notices_shown_from_shown_until_idx
CREATE INDEX notices_shown_from_shown_until_idx ON public.notices (shown_from, shown_until);

-- create index public.notices.notices_department_id_idx
CREATE INDEX notices_department_id_idx ON public.notices (department_id);

-- create index public._ContentTags._ContentTags_B_index
CREATE INDEX "_ContentTags_B_index" ON public."_ContentTags" ("B");

-- add foreign key public.categories.categories_parent_id_fkey
ALTER TABLE public.categories ADD CONSTRAINT categories_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.categories (id) ON DELETE RESTRICT ON UPDATE CASCADE;

-- alter table public.contents
ALTER TABLE public.contents
    ADD CONSTRAINT contents_department_id_fkey FOREIGN KEY (department_id) REFERENCES public.departments (id) ON DELETE SET NULL ON UPDATE CASCADE,
    ADD CONSTRAINT contents_author_id_fkey FOREIGN KEY (author_id) REFERENCES public.users (id) ON DELETE RESTRICT ON UPDATE CASCADE,
    ADD CONSTRAINT contents_category_id_fkey FOREIGN KEY (category_id) REFERENCES public.categories (id) ON DELETE SET NULL ON UPDATE CASCADE;

-- add foreign key public.media.media_uploader_id_fkey
ALTER TABLE public.media ADD CONSTRAINT media_uploader_id_fkey FOREIGN KEY (uploader_id) REFERENCES public.users (id) ON DELETE SET NULL ON UPDATE CASCADE;

-- alter table public.attachments
ALTER TABLE public.attachments
    ADD CONSTRAINT attachments_content_id_fkey FOREIGN KEY (content_id) REFERENCES public.contents (id) ON DELETE CASCADE ON UPDATE CASCADE,
    ADD CONSTRAINT attachments_media_id_fkey FOREIGN KEY (media_id) REFERENCES public.media (id) ON DELETE RESTRICT ON UPDATE CASCADE;

-- add foreign key public.notices.notices_department_id_fkey
ALTER TABLE public.notices ADD CONSTRAINT notices_department_id_fkey FOREIGN KEY (department_id) REFERENCES public.departments (id) ON DELETE SET NULL ON UPDATE CASCADE;

-- alter table public._ContentTags
ALTER TABLE public."_ContentTags"
    ADD CONSTRAINT "_ContentTags_A_fkey" FOREIGN KEY ("A") REFERENCES public.contents (id) ON DELETE CASCADE ON UPDATE CASCADE,
    ADD CONSTRAINT "_ContentTags_B_fkey" FOREIGN KEY ("B") REFERENCES public.tags (id) ON DELETE CASCADE ON UPDATE CASCADE;

COMMIT;
