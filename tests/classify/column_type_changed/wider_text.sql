-- expect: safe ICMS252
ALTER TABLE offices ALTER COLUMN name TYPE text;
