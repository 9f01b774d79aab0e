-- expect: safe ICMS206
ALTER TABLE people ADD COLUMN active boolean NOT NULL DEFAULT true;
