BEGIN;

-- add value EDITOR to enum public.Role
ALTER TYPE public."Role" ADD VALUE 'EDITOR' BEFORE 'USER';

COMMIT;
