-- expect: safe ICMS411
-- finding: ICMS411 safe | locks SHARE UPDATE EXCLUSIVE on public.people | running release works
REINDEX INDEX CONCURRENTLY people_email_idx;
