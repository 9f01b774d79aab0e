BEGIN;

-- alter view public.v
ALTER VIEW public.v SET (security_barrier=true);
ALTER VIEW public.v RESET (check_option, security_invoker);

COMMIT;
