-- expect: breaking ICMS523b
-- finding: ICMS523b breaking | loses the attribute's values | running release fails
ALTER TYPE address DROP ATTRIBUTE city;
