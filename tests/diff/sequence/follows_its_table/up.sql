BEGIN;

-- rename sequence public.users_id_seq to public.people_id_seq
ALTER SEQUENCE public.users_id_seq RENAME TO people_id_seq;

-- rename table public.users to public.people
ALTER TABLE public.users RENAME TO people;

-- rename primary key public.users.users_pkey to people_pkey
ALTER TABLE public.people RENAME CONSTRAINT users_pkey TO people_pkey;

COMMIT;
