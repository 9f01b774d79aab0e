BEGIN;

-- set aside table public.Inbox
ALTER TABLE public."Inbox" RENAME TO "Inbox_aside";

-- rename table public.Outbox to public.Inbox
ALTER TABLE public."Outbox" RENAME TO "Inbox";

-- rename table public.Inbox to public.Outbox
ALTER TABLE public."Inbox_aside" RENAME TO "Outbox";

-- set aside primary key public.Inbox.Inbox_pkey
ALTER TABLE public."Outbox" RENAME CONSTRAINT "Inbox_pkey" TO "Inbox_pkey_aside";

-- rename primary key public.Outbox.Outbox_pkey to Inbox_pkey
ALTER TABLE public."Inbox" RENAME CONSTRAINT "Outbox_pkey" TO "Inbox_pkey";

-- rename primary key public.Inbox.Inbox_pkey to Outbox_pkey
ALTER TABLE public."Outbox" RENAME CONSTRAINT "Inbox_pkey_aside" TO "Outbox_pkey";

COMMIT;
