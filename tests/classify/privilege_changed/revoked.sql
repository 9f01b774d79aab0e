-- expect: breaking ICMS708
-- finding: ICMS708 breaking | running release fails
REVOKE SELECT ON people FROM PUBLIC;
