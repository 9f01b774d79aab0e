-- expect: risky ICMS204
ALTER TABLE people ADD COLUMN token uuid DEFAULT gen_random_uuid();
