CREATE TYPE mood AS ENUM ('happy', 'sad');
CREATE SEQUENCE counter START 10 INCREMENT BY 5;
CREATE TABLE t (
  a text DEFAULT 'x', b varchar(10) DEFAULT 'y', c int DEFAULT 1 + 2, d timestamp DEFAULT CURRENT_TIMESTAMP,
  e mood DEFAULT 'happy', f mood[] DEFAULT '{happy}', g jsonb DEFAULT '{}', h text DEFAULT NULL,
  i text DEFAULT NULL::text, j varchar(5) DEFAULT NULL::varchar, k bool DEFAULT false, l numeric(5,2) DEFAULT 0,
  m int DEFAULT nextval('counter'), n int DEFAULT nextval('public.counter'::regclass), o bigint DEFAULT -1,
  p text[] DEFAULT ARRAY[]::text[], q uuid DEFAULT gen_random_uuid(), r date DEFAULT now()
);
ALTER TABLE t ALTER COLUMN a DROP DEFAULT, ALTER COLUMN c SET DEFAULT 5;
ALTER TABLE t ALTER h SET DEFAULT 'now set', ALTER k SET NOT NULL;
ALTER TYPE mood RENAME TO feeling;
ALTER SEQUENCE counter RENAME TO tally;
