-- expect: safe ICMS522
-- finding: ICMS522 safe | running release works
ALTER TYPE lonely_pair ADD ATTRIBUTE c integer;
