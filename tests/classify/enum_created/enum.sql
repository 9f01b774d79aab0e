-- expect: safe ICMS501
-- finding: ICMS501 safe | running release works
CREATE TYPE size AS ENUM ('s', 'm', 'l');
