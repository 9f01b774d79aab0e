BEGIN;

-- alter table public.users
ALTER TABLE public.users
    DROP COLUMN email_verified_at,
    DROP COLUMN failed_logins;

-- drop table public.email_verifications
DROP TABLE public.email_verifications;

-- drop table public.password_resets
DROP TABLE public.password_resets;

-- drop table public.audit_entries
DROP TABLE public.audit_entries;

-- drop table public.menu_items
DROP TABLE public.menu_items;

-- drop table public.menus
DROP TABLE public.menus;

-- drop enum public.AuditAction
DROP TYPE public."AuditAction";

COMMIT;
