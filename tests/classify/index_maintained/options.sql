-- expect: safe ICMS412
-- finding: ICMS412 safe | running release works
ALTER INDEX people_email_idx SET (fillfactor = 70);
