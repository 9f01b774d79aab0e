-- expect: breaking ICMS112
-- lowered: a view's lock is not listed
-- finding: ICMS112 breaking | running release fails
ALTER VIEW offices_seen OWNER TO postgres;
