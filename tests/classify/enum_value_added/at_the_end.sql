-- expect: safe ICMS502
-- finding: ICMS502 safe | running release fails on new data
ALTER TYPE mood ADD VALUE 'tired';
