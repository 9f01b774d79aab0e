-- expect: breaking ICMS417
-- finding: ICMS417 breaking | locks SHARE on public.people | running release works
CREATE INDEX IF NOT EXISTS people_email_idx ON people (phone);
