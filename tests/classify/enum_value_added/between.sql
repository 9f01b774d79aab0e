-- expect: safe ICMS503
-- finding: ICMS503 safe | running release fails on new data
ALTER TYPE mood ADD VALUE 'tired' BEFORE 'busy';
