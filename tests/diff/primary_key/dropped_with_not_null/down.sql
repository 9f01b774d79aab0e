BEGIN;

-- alter table public.a
ALTER TABLE public.a
    ALTER COLUMN id SET NOT NULL,
    ADD CONSTRAINT a_pkey PRIMARY KEY (id);

COMMIT;
