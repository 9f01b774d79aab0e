-- expect: safe ICMS242
-- lowered: an extension of that name is the one that is meant
-- finding: ICMS242 safe | running release works
CREATE EXTENSION IF NOT EXISTS citext;
