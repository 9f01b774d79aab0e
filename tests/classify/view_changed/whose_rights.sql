-- expect: breaking ICMS625
-- finding: ICMS625 breaking | locks ACCESS EXCLUSIVE on public.offices_seen | running release fails
ALTER VIEW offices_seen SET (security_invoker = true);
