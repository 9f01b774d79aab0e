BEGIN;

-- alter table public.User
ALTER TABLE public."User"
    DROP CONSTRAINT "User_pkey",
    ADD CONSTRAINT "User_pkey" PRIMARY KEY (a);

COMMIT;
