BEGIN;

-- create enum public.AuditAction
CREATE TYPE public."AuditAction" AS ENUM ('CREATE', 'UPDATE', 'DELETE', 'PUBLISH', 'LOGIN');

-- create table public.email_verifications
CREATE TABLE public.email_verifications (
    token_hash bytea NOT NULL,
    user_id    bigint NOT NULL,
    email      varchar(255) NOT NULL,
    expires_at timestamptz(3) NOT NULL,
    used_at    timestamptz(3),
    CONSTRAINT email_verifications_pkey PRIMARY KEY (token_hash)
);
COMMENT ON TABLE public.email_verifications IS 'A link sent to prove an address.';

-- create table public.password_resets
CREATE TABLE public.password_resets (
    token_hash bytea NOT NULL,
    user_id    bigint NOT NULL,
    expires_at timestamptz(3) NOT NULL,
    used_at    timestamptz(3),
    CONSTRAINT password_resets_pkey PRIMARY KEY (token_hash)
);
COMMENT ON TABLE public.password_resets IS 'A link sent to set a new password.';

-- create table public.audit_entries
CREATE TABLE public.audit_entries (
    id         bigint GENERATED ALWAYS AS IDENTITY,
    actor_id   bigint,
    action     public."AuditAction" NOT NULL,
    entity     varchar(60) NOT NULL,
    entity_key varchar(60) NOT NULL,
    before     jsonb,
    after      jsonb,
    at         timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT audit_entries_pkey PRIMARY KEY (id)
);
COMMENT ON TABLE public.audit_entries IS 'Who did what, when. Rows are never changed.';
COMMENT ON COLUMN public.audit_entries.entity IS '`contents`, `users` …';

-- create table public.menus
CREATE TABLE public.menus (
    id    serial,
    place varchar(40) NOT NULL,
    CONSTRAINT menus_pkey PRIMARY KEY (id)
);
COMMENT ON TABLE public.menus IS 'A navigation menu.';

-- create table public.menu_items
CREATE TABLE public.menu_items (
    id         bigint GENERATED ALWAYS AS IDENTITY,
    menu_id    integer NOT NULL,
    parent_id  bigint,
    label      jsonb NOT NULL,
    target     varchar(500) NOT NULL,
    "position" integer NOT NULL DEFAULT 0,
    CONSTRAINT menu_items_pkey PRIMARY KEY (id)
);
COMMENT ON TABLE public.menu_items IS 'An entry of a menu.';
COMMENT ON COLUMN public.menu_items.label IS 'Translated: { "en": …, "ne": … }';

-- alter table public.users
ALTER TABLE public.users
    ADD COLUMN email_verified_at timestamptz(3),
    ADD COLUMN failed_logins smallint NOT NULL DEFAULT 0;
COMMENT ON COLUMN public.users.email_verified_at IS 'When the address was proven; null until then.';

-- create index public.email_verifications.email_verifications_user_id_idx
CREATE INDEX email_verifications_user_id_idx ON public.email_verifications (user_id);

-- create index public.password_resets.password_resets_open_idx
CREATE INDEX password_resets_open_idx ON public.password_resets (user_id)
    WHERE used_at is null;

-- create index public.audit_entries.audit_entries_entity_entity_key_idx
CREATE INDEX audit_entries_entity_entity_key_idx ON public.audit_entries (entity, entity_key);

-- create index public.audit_entries.audit_entries_actor_id_idx
CREATE INDEX audit_entries_actor_id_idx ON public.audit_entries (actor_id);

-- create index public.audit_entries.audit_entries_at_idx
CREATE INDEX audit_entries_at_idx ON public.audit_entries USING brin (at);

-- create index public.menus.menus_place_key
CREATE UNIQUE INDEX menus_place_key ON public.menus (place);

-- create index public.menu_items.menu_items_menu_id_parent_id_position_key
CREATE UNIQUE INDEX menu_items_menu_id_parent_id_position_key ON public.menu_items (menu_id, parent_id, "position");

-- create index public.menu_items.menu_items_parent_id_idx
CREATE INDEX menu_items_parent_id_idx ON public.menu_items (parent_id);

-- add foreign key public.email_verifications.email_verifications_user_id_fkey
ALTER TABLE public.email_verifications ADD CONSTRAINT email_verifications_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) ON DELETE CASCADE ON UPDATE CASCADE;

-- add foreign key public.password_resets.password_resets_user_id_fkey
ALTER TABLE public.password_resets ADD CONSTRAINT password_resets_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) ON DELETE CASCADE ON UPDATE CASCADE;

-- add foreign key public.audit_entries.audit_entries_actor_id_fkey
ALTER TABLE public.audit_entries ADD CONSTRAINT audit_entries_actor_id_fkey FOREIGN KEY (actor_id) REFERENCES public.users (id) ON DELETE SET NULL ON UPDATE CASCADE;

-- alter table public.menu_items
ALTER TABLE public.menu_items
    ADD CONSTRAINT menu_items_menu_id_fkey FOREIGN KEY (menu_id) REFERENCES public.menus (id) ON DELETE CASCADE ON UPDATE CASCADE,
    ADD CONSTRAINT menu_items_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.menu_items (id) ON DELETE CASCADE ON UPDATE CASCADE;

COMMIT;
