-- expect: safe ICMS418
-- finding: ICMS418 safe | running release works
ALTER INDEX people_email_idx ATTACH PARTITION orders_slug_idx;
