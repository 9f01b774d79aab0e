-- expect: safe ICMS409
-- finding: ICMS409 safe | running release works
ALTER INDEX people_email_idx RENAME TO people_by_email;
