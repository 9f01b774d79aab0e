CREATE TYPE level AS ENUM ('low', 'high');
CREATE TYPE row_type AS (id integer, level level);
CREATE TABLE events (id integer, at date, level level DEFAULT 'low', PRIMARY KEY (id, at)) PARTITION BY RANGE (at);
CREATE TABLE events_2020 PARTITION OF events FOR VALUES FROM ('2020-01-01') TO ('2021-01-01');
CREATE INDEX ON events (level);
CREATE TABLE parent (id integer);
CREATE TABLE child (extra integer) INHERITS (parent);
CREATE TABLE typed OF row_type;
