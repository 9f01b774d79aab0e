BEGIN;

-- drop table public.sessions
DROP TABLE public.sessions;

-- drop table public._UserRoles
DROP TABLE public."_UserRoles";

-- drop table public.users
DROP TABLE public.users;

-- drop table public.departments
DROP TABLE public.departments;

-- drop table public.roles
DROP TABLE public.roles;

-- drop enum public.UserStatus
DROP TYPE public."UserStatus";

COMMIT;
