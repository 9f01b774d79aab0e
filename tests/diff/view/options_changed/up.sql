BEGIN;

-- alter view public.v
ALTER VIEW public.v SET (check_option=local, security_invoker=true);
ALTER VIEW public.v RESET (security_barrier);

COMMIT;
