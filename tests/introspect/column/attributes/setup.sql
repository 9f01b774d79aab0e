CREATE TABLE t (
    id integer NOT NULL,
    dropped integer,
    collated text COLLATE "C",
    usual text COLLATE "default",
    text_default text DEFAULT 'it''s',
    now_default timestamptz DEFAULT now(),
    sum integer DEFAULT 1 + 2,
    null_default text DEFAULT NULL,
    after_dropped integer DEFAULT -1,
    "Quoted Name" jsonb DEFAULT '{}',
    list text[] DEFAULT ARRAY['a', 'b']
);
ALTER TABLE t DROP COLUMN dropped;
COMMENT ON COLUMN t.after_dropped IS 'its number is not its place';
