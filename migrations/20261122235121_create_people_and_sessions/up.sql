BEGIN;

-- create enum public.UserStatus
CREATE TYPE public."UserStatus" AS ENUM ('PENDING', 'ACTIVE', 'SUSPENDED');

-- create table public.departments
CREATE TABLE public.departments (
    id         bigint GENERATED ALWAYS AS IDENTITY,
    code       varchar(20) NOT NULL,
    name       jsonb NOT NULL,
    parent_id  bigint,
    created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT departments_pkey PRIMARY KEY (id)
);
COMMENT ON TABLE public.departments IS 'An organisational unit that owns content.';
COMMENT ON COLUMN public.departments.name IS 'Translated: { "en": …, "ne": … }';

-- create table public.users
CREATE TABLE public.users (
    id            bigint GENERATED ALWAYS AS IDENTITY,
    email         varchar(255) NOT NULL,
    password_hash varchar(255) NOT NULL,
    full_name     varchar(200) NOT NULL,
    status        public."UserStatus" NOT NULL DEFAULT 'PENDING',
    department_id bigint,
    created_at    timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at    timestamptz(3) NOT NULL,
    CONSTRAINT users_pkey PRIMARY KEY (id),
    CONSTRAINT users_email_lower_case CHECK (email = lower(email))
);
COMMENT ON TABLE public.users IS 'A person who can sign in.';

-- create table public.roles
CREATE TABLE public.roles (
    id          serial,
    name        varchar(50) NOT NULL,
    permissions text[] DEFAULT ARRAY[]::text[],
    CONSTRAINT roles_pkey PRIMARY KEY (id)
);
COMMENT ON TABLE public.roles IS 'What a person may do.';

-- create table public.sessions
CREATE TABLE public.sessions (
    id         uuid NOT NULL,
    user_id    bigint NOT NULL,
    token_hash bytea NOT NULL,
    ip_address inet,
    expires_at timestamptz(3) NOT NULL,
    created_at timestamptz(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    CONSTRAINT sessions_pkey PRIMARY KEY (id)
);
COMMENT ON TABLE public.sessions IS 'A signed-in browser.';

-- create table public._UserRoles
CREATE TABLE public."_UserRoles" (
    "A" integer NOT NULL,
    "B" bigint NOT NULL,
    CONSTRAINT "_UserRoles_AB_pkey" PRIMARY KEY ("A", "B")
);

-- create index public.departments.departments_code_key
CREATE UNIQUE INDEX departments_code_key ON public.departments (code);

-- create index public.departments.departments_parent_id_idx
CREATE INDEX departments_parent_id_idx ON public.departments (parent_id);

-- create index public.users.users_email_key
CREATE UNIQUE INDEX users_email_key ON public.users (email);

-- create index public.users.users_department_id_idx
CREATE INDEX users_department_id_idx ON public.users (department_id);

-- create index public.roles.roles_name_key
CREATE UNIQUE INDEX roles_name_key ON public.roles (name);

-- create index public.sessions.sessions_token_hash_key
CREATE UNIQUE INDEX sessions_token_hash_key ON public.sessions (token_hash);

-- create index public.sessions.sessions_user_id_idx
CREATE INDEX sessions_user_id_idx ON public.sessions (user_id);

-- create index public.sessions.sessions_expires_at_idx
CREATE INDEX sessions_expires_at_idx ON public.sessions (expires_at);

-- create index public._UserRoles._UserRoles_B_index
CREATE INDEX "_UserRoles_B_index" ON public."_UserRoles" ("B");

-- add foreign key public.departments.departments_parent_id_fkey
ALTER TABLE public.departments ADD CONSTRAINT departments_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES public.departments (id) ON DELETE RESTRICT ON UPDATE CASCADE;

-- add foreign key public.users.users_department_id_fkey
ALTER TABLE public.users ADD CONSTRAINT users_department_id_fkey FOREIGN KEY (department_id) REFERENCES public.departments (id) ON DELETE SET NULL ON UPDATE CASCADE;

-- add foreign key public.sessions.sessions_user_id_fkey
ALTER TABLE public.sessions ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES public.users (id) ON DELETE CASCADE ON UPDATE CASCADE;

-- alter table public._UserRoles
ALTER TABLE public."_UserRoles"
    ADD CONSTRAINT "_UserRoles_A_fkey" FOREIGN KEY ("A") REFERENCES public.roles (id) ON DELETE CASCADE ON UPDATE CASCADE,
    ADD CONSTRAINT "_UserRoles_B_fkey" FOREIGN KEY ("B") REFERENCES public.users (id) ON DELETE CASCADE ON UPDATE CASCADE;

COMMIT;
