-- expect: risky ICMS507
-- finding: ICMS501 safe | running release works
-- finding: ICMS231 safe | locks ACCESS EXCLUSIVE on public.people | running release works
-- finding: ICMS507 risky | locks ACCESS EXCLUSIVE on public.people | rewrites public.people | scans public.people | running release works
-- finding: ICMS228 safe | locks ACCESS EXCLUSIVE on public.people | running release works
ALTER TYPE mood RENAME TO mood_old;
CREATE TYPE mood AS ENUM ('busy', 'calm');
ALTER TABLE people ALTER COLUMN mood DROP DEFAULT;
ALTER TABLE people ALTER COLUMN mood TYPE mood USING mood::text::mood;
ALTER TABLE people ALTER COLUMN mood SET DEFAULT 'calm';
DROP TYPE mood_old;
