BEGIN;

-- rename sequence public.people_id_seq to public.users_id_seq
ALTER SEQUENCE public.people_id_seq RENAME TO users_id_seq;

-- rename table public.people to public.users
ALTER TABLE public.people RENAME TO users;

-- rename primary key public.people.people_pkey to users_pkey
ALTER TABLE public.users RENAME CONSTRAINT people_pkey TO users_pkey;

COMMIT;
