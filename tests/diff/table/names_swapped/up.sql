BEGIN;

-- set aside table public.Outbox
ALTER TABLE public."Outbox" RENAME TO "Outbox_aside";

-- rename table public.Inbox to public.Outbox
ALTER TABLE public."Inbox" RENAME TO "Outbox";

-- rename table public.Outbox to public.Inbox
ALTER TABLE public."Outbox_aside" RENAME TO "Inbox";

-- set aside primary key public.Outbox.Outbox_pkey
ALTER TABLE public."Inbox" RENAME CONSTRAINT "Outbox_pkey" TO "Outbox_pkey_aside";

-- rename primary key public.Inbox.Inbox_pkey to Outbox_pkey
ALTER TABLE public."Outbox" RENAME CONSTRAINT "Inbox_pkey" TO "Outbox_pkey";

-- rename primary key public.Outbox.Outbox_pkey to Inbox_pkey
ALTER TABLE public."Inbox" RENAME CONSTRAINT "Outbox_pkey_aside" TO "Inbox_pkey";

COMMIT;
