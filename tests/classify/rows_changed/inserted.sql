-- expect: safe ICMS841
-- finding: ICMS841 safe | locks ROW EXCLUSIVE on public.offices | running release works
INSERT INTO offices (id, name) VALUES (1, 'main');
