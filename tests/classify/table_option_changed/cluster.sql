-- expect: safe ICMS117
-- finding: ICMS117 safe | locks SHARE UPDATE EXCLUSIVE on public.people | running release works
ALTER TABLE people CLUSTER ON people_email_idx;
