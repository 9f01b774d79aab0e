-- expect: breaking ICMS827
-- finding: ICMS827 breaking | loses every column of its types | running release fails
DROP EXTENSION hstore CASCADE;
