BEGIN;

-- drop check public.account.account_is_new
ALTER TABLE public.account DROP CONSTRAINT account_is_new;

-- drop function public.is_new(public.account)
DROP FUNCTION public.is_new(public.account);

-- drop table public.account
DROP TABLE public.account;

-- drop function public.first_rank()
DROP FUNCTION public.first_rank();

COMMIT;
