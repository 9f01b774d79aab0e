-- expect: risky ICMS618
-- finding: ICMS618 risky | running release works
ALTER FUNCTION twice(integer) STABLE;
